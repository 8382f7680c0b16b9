package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/**
 * The configuration in numbers: {@code rhumb_config_generation}, {@code rhumb_config_stale} (1 while what is there is not what is in
 * force), {@code rhumb_config_adopted_total} and {@code rhumb_config_refused_total} by phase.
 */
public final class ConfigMetrics {

  private final MeterRegistry registry;

  /** Meters in {@code registry}. */
  public ConfigMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Registers the gauges. To be called once.
   *
   * @param generation read at each scrape
   * @param refused read at each scrape
   */
  public void show(IntSupplier generation, BooleanSupplier refused) {
    Gauge.builder("rhumb.config.generation", generation, IntSupplier::getAsInt)
        .description("How many configurations have been in force since the start")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.config.stale", refused, now -> now.getAsBoolean() ? 1 : 0)
        .description(
            "Whether the configuration that is there is refused, so that an earlier one is in force")
        .strongReference(true)
        .register(registry);
  }

  /** Counts a configuration that took over. */
  public void adopted() {
    registry.counter("rhumb.config.adopted").increment();
  }

  /** Counts one that was refused. */
  public void refused(String phase) {
    registry.counter("rhumb.config.refused", "phase", phase).increment();
  }
}
