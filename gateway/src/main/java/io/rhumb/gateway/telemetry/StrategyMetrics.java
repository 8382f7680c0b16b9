package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.BooleanSupplier;

/** The gauge of one strategy of one model: {@code rhumb_strategy_switched_off}, 1 while it is not asked any more. */
public final class StrategyMetrics {

  private StrategyMetrics() {}

  /**
   * Registers the gauge.
   *
   * @param strategy as in {@code rhumb_strategy_faults_total}
   * @param off asked at each scrape, for as long as the registry lives
   */
  public static void register(
      MeterRegistry registry, String model, String strategy, BooleanSupplier off) {
    Gauge.builder("rhumb.strategy.switched.off", off, now -> now.getAsBoolean() ? 1 : 0)
        .description("Whether the strategy is replaced by local-first order after repeated faults")
        .strongReference(true)
        .tags("model", model, "strategy", strategy)
        .register(registry);
  }
}
