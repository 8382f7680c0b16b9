package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Strangers;

/**
 * Counts a strategy's faults as {@code rhumb_strategy_faults_total}, and logs the first and then each that doubles their number: a strategy
 * that always throws must not fill the log.
 */
public final class StrategyFaults implements Planner.FaultListener {

  private static final System.Logger LOG = System.getLogger(StrategyFaults.class.getName());

  static final String NAME = "rhumb.strategy.faults";

  private final Counter counter;
  private final String name;

  /**
   * Faults of one strategy of one model.
   *
   * @param strategy the name by which a client asks for it; {@code -} for the one that it gets without asking
   */
  public StrategyFaults(MeterRegistry registry, String model, String strategy) {
    this.counter = Counter.builder(NAME)
        .description(
            "Faults of the strategy; where it gave no sound plan, local-first order took its place")
        .tags("model", model, "strategy", strategy)
        .register(registry);
    this.name = "model " + model + ": strategy " + strategy;
  }

  @Override
  public void onFault(Throwable fault, long count) {
    counter.increment();
    if (Long.bitCount(count) == 1) {
      Strangers.log(
          LOG,
          System.Logger.Level.WARNING,
          name + ": fault " + count
              + "; where there is no sound plan, local-first order takes its place",
          fault);
    }
  }

  @Override
  public void onSwitchedOff() {
    LOG.log(
        System.Logger.Level.ERROR,
        name + ": switched off after repeated faults; local-first order until it is loaded anew");
  }
}
