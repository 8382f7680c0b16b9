package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration in numbers: {@code rhumb_config_generation}, {@code rhumb_config_stale} (1 while what is there is not what is in
 * force), {@code rhumb_config_last_error_timestamp_seconds}, {@code rhumb_config_adopted_total} and {@code rhumb_config_refused_total} by
 * phase.
 */
public final class ConfigMetrics {

  private final MeterRegistry registry;
  private final Counter adopted;

  /** Meters in {@code registry}. */
  public ConfigMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.adopted = Counter.builder("rhumb.config.adopted")
        .description("Configurations that took over while the gateway ran")
        .register(registry);
  }

  /**
   * Registers the gauges. To be called once.
   *
   * @param generation read at each scrape
   * @param refused read at each scrape
   * @param lastError read at each scrape: when a configuration was last refused; null: never
   */
  public void show(
      IntSupplier generation, BooleanSupplier refused, Supplier<@Nullable Instant> lastError) {
    Gauge.builder("rhumb.config.generation", generation, IntSupplier::getAsInt)
        .description("How many configurations have been in force since the start")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.config.stale", refused, now -> now.getAsBoolean() ? 1 : 0)
        .description(
            "Whether the configuration that is there is refused, so that an earlier one is in force")
        .strongReference(true)
        .register(registry);
    Gauge.builder("rhumb.config.last.error.timestamp.seconds", lastError, ConfigMetrics::orZero)
        .description("When a configuration was refused last; 0: never since the start")
        .strongReference(true)
        .register(registry);
  }

  /** Has a series for what may refuse, before it does. */
  public void mayRefuse(String phase) {
    refusedBy(phase);
  }

  /** Counts a configuration that took over. */
  public void adopted() {
    adopted.increment();
  }

  /** Counts one that was refused. */
  public void refused(String phase) {
    refusedBy(phase).increment();
  }

  private Counter refusedBy(String phase) {
    return Counter.builder("rhumb.config.refused")
        .description("Configurations that were refused, by what refused them")
        .tag("phase", phase)
        .register(registry);
  }

  private static double orZero(Supplier<@Nullable Instant> at) {
    Instant when = at.get();
    return when == null ? 0 : Times.seconds(when);
  }
}
