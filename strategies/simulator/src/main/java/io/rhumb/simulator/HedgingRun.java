package io.rhumb.simulator;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of a strategy that hedges, with an eye on its budget.
 *
 * @param result of the run
 * @param hedges that started, those during the warm-up included
 * @param overdraft by how many hedges the worst ten seconds of any gateway are above what the budget <i>b</i> allows: <i>b</i> times
 *     the requests in them, and as savings three hedges, or <i>b</i> times the requests of the busiest ten seconds until then,
 *     whichever is more. Zero or less: the budget held in every window of ten seconds. Negative infinity: nothing was hedged
 */
public record HedgingRun(RunResult result, long hedges, double overdraft) {

  /**
   * Runs a scenario.
   *
   * @param budget <i>b</i>
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if there is no such strategy, or it refuses its options
   */
  public static HedgingRun of(
      Scenario scenario, StrategyCatalog strategies, StrategySpec spec, double budget, long seed) {
    StrategyFactory inner = Simulation.factory(strategies, spec);
    List<HedgeMeter> meters = new ArrayList<>();
    RunResult result = Simulation.run(
        scenario,
        SpecText.of(spec),
        (local, links, clock, random) -> {
          HedgeMeter meter = new HedgeMeter(inner.create(local, links, clock, random), clock);
          meters.add(meter);
          return meter;
        },
        seed);
    return new HedgingRun(
        result,
        meters.stream().mapToLong(HedgeMeter::hedges).sum(),
        meters.stream()
            .mapToDouble(meter -> meter.overdraft(budget))
            .max()
            .orElse(Double.NEGATIVE_INFINITY));
  }
}
