package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The meters of things that come and go. What has gone is taken out of the registry before what is new comes in: a registry keeps the
 * first of two meters with the same tags. One caller at a time.
 *
 * @param <K> what has meters; by its equality it is known whether it is the same as before
 */
final class MeterSet<K> {

  private final MeterRegistry registry;
  private final Function<K, List<Meter>> register;
  private final Map<K, List<Meter>> shown = new HashMap<>();

  MeterSet(MeterRegistry registry, Function<K, List<Meter>> register) {
    this.registry = registry;
    this.register = register;
  }

  /** Shows these, and no others. */
  void show(Set<K> wanted) {
    shown.entrySet().removeIf(old -> {
      boolean gone = !wanted.contains(old.getKey());
      if (gone) {
        old.getValue().forEach(registry::remove);
      }
      return gone;
    });
    wanted.forEach(next -> shown.computeIfAbsent(next, register));
  }
}
