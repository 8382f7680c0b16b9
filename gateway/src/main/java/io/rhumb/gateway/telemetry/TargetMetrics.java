package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Target;
import io.rhumb.strategy.Availability;

/**
 * The gauges of one target: {@code rhumb_target_in_flight}, {@code rhumb_target_availability} (1 in the series of its present
 * state, 0 in the others) and {@code rhumb_target_tls_trust} (1 in the series of its mode).
 */
public final class TargetMetrics {

  private static final Words<Availability> AVAILABILITIES = Words.of(Availability.class);

  private TargetMetrics() {}

  /**
   * Registers the gauges, which read the target for as long as the registry lives.
   *
   * @param trust how its certificate is checked: {@code system}, {@code pem}, {@code insecure}, or {@code none} without TLS
   */
  public static void register(MeterRegistry registry, String model, Target target, String trust) {
    String id = target.id();
    Gauge.builder("rhumb.target.in.flight", target, Target::inFlight)
        .description("Attempts that are running now")
        .strongReference(true)
        .tags("model", model, "target", id)
        .register(registry);
    for (Availability state : Availability.values()) {
      Gauge.builder("rhumb.target.availability", target, t -> t.availability() == state ? 1 : 0)
          .description("Whether the target takes attempts: 1 in the series of its present state")
          .strongReference(true)
          .tags("model", model, "target", id, "state", AVAILABILITIES.word(state))
          .register(registry);
    }
    Gauge.builder("rhumb.target.tls.trust", () -> 1)
        .description("How the target's certificate is checked; insecure means that it is not")
        .tags("model", model, "target", id, "mode", trust)
        .register(registry);
  }
}
