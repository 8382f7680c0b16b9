package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Planner;
import java.util.List;
import java.util.Set;

/** The gauge of each strategy: {@code rhumb_strategy_switched_off}, 1 while it is not asked any more. One caller at a time. */
public final class StrategyMetrics {

  /**
   * What has a gauge.
   *
   * @param model the name of its model
   * @param strategy as in {@code rhumb_strategy_faults_total}
   * @param planner read at each scrape
   */
  public record Shown(String model, String strategy, Planner planner) {}

  private final MeterRegistry registry;
  private final MeterSet<Shown> meters;

  /** No gauges yet. */
  public StrategyMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.meters = new MeterSet<>(registry, this::register);
  }

  /** Shows these, and no others. */
  public void show(Set<Shown> strategies) {
    meters.show(strategies);
  }

  private List<Meter> register(Shown shown) {
    return List.of(Gauge.builder(
            "rhumb.strategy.switched.off",
            shown.planner(),
            planner -> planner.switchedOff() ? 1 : 0)
        .description("Whether the strategy is replaced by local-first order after repeated faults")
        .strongReference(true)
        .tags("model", shown.model(), "strategy", shown.strategy())
        .register(registry));
  }
}
