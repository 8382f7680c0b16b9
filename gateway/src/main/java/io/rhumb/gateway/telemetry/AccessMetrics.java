package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.gateway.access.AccessListener;
import io.rhumb.gateway.access.Caller;
import io.rhumb.gateway.access.Denial;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who calls: {@code rhumb_access_requests_total} by caller, the name that the configuration has for it, and {@code
 * rhumb_access_refused_total} by reason. Thread-safe.
 */
public final class AccessMetrics implements AccessListener {

  private static final Words<Denial> REASONS = Words.of(Denial.class);

  private final MeterRegistry registry;
  private final Map<Denial, Counter> refused = new EnumMap<>(Denial.class);
  private final Map<String, Counter> admitted = new ConcurrentHashMap<>();

  /** Meters in {@code registry}; those of callers come with their first request. */
  public AccessMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (Denial why : Denial.values()) {
      refused.put(
          why,
          Counter.builder("rhumb.access.refused")
              .description("Requests that were refused because of who made them")
              .tag("reason", REASONS.word(why))
              .register(registry));
    }
  }

  @Override
  public void admitted(Caller caller) {
    Counter counter = admitted.get(caller.name());
    if (counter == null) {
      counter = admitted.computeIfAbsent(caller.name(), this::register);
    }
    counter.increment();
  }

  @Override
  public void refused(Denial why) {
    Objects.requireNonNull(refused.get(why)).increment();
  }

  private Counter register(String caller) {
    return Counter.builder("rhumb.access.requests")
        .description("Requests by the key, or the principal of an ID token, that let them in")
        .tag("caller", caller)
        .register(registry);
  }
}
