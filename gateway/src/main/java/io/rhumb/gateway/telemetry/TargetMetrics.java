package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Target;
import io.rhumb.strategy.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The gauges of the targets: {@code rhumb_target_in_flight}, {@code rhumb_target_availability} (1 in the series of its present
 * state, 0 in the others) and {@code rhumb_target_tls_trust} (1 in the series of its mode). One caller at a time.
 */
public final class TargetMetrics {

  private static final Words<Availability> AVAILABILITIES = Words.of(Availability.class);

  /**
   * What has gauges.
   *
   * @param model the name of its model
   * @param target read at each scrape
   * @param trust how its certificate is checked: {@code system}, {@code pem}, {@code insecure}, or {@code none} without TLS
   */
  public record Shown(String model, Target target, String trust) {}

  private final MeterRegistry registry;
  private final MeterSet<Shown> meters;

  /** No gauges yet. */
  public TargetMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.meters = new MeterSet<>(registry, this::register);
  }

  /** Shows these, and no others. */
  public void show(Set<Shown> targets) {
    meters.show(targets);
  }

  private List<Meter> register(Shown shown) {
    Target target = shown.target();
    List<Meter> gauges = new ArrayList<>();
    gauges.add(Gauge.builder("rhumb.target.in.flight", target, Target::inFlight)
        .description("Attempts that are running now")
        .strongReference(true)
        .tags("model", shown.model(), "target", target.id())
        .register(registry));
    for (Availability state : Availability.values()) {
      gauges.add(Gauge.builder(
              "rhumb.target.availability", target, t -> t.availability() == state ? 1 : 0)
          .description("Whether the target takes attempts: 1 in the series of its present state")
          .strongReference(true)
          .tags("model", shown.model(), "target", target.id())
          .tag("state", AVAILABILITIES.word(state))
          .register(registry));
    }
    gauges.add(Gauge.builder("rhumb.target.tls.trust", () -> 1)
        .description("How the target's certificate is checked; insecure means that it is not")
        .tags("model", shown.model(), "target", target.id(), "mode", shown.trust())
        .register(registry));
    return gauges;
  }
}
