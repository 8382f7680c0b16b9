package io.rhumb.simulator.goals;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.OracleKind;
import io.rhumb.simulator.Simulation;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.StrategySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Runs of the simulator; of each the result is kept, so that rows about the same run share it. One thread. */
public final class Runs {

  private record Key(Scenario scenario, Object who, long seed) {}

  private final StrategyCatalog strategies;
  private final Map<Key, RunResult> results = new HashMap<>();
  private final HedgingRuns hedging;

  /** No runs yet. */
  public Runs(StrategyCatalog strategies) {
    this.strategies = strategies;
    this.hedging = new HedgingRuns(strategies);
  }

  /**
   * A scenario under a strategy.
   *
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if there is no such strategy, or it refuses its options
   */
  public RunResult of(Scenario scenario, StrategySpec spec, long seed) {
    return kept(new Key(scenario, spec, seed), () -> anew(scenario, spec, seed));
  }

  /** A scenario under an oracle. */
  public RunResult of(Scenario scenario, OracleKind oracle, long seed) {
    return kept(
        new Key(scenario, oracle, seed), () -> Simulation.runOracle(scenario, oracle, seed));
  }

  /** The runs about hedging. */
  HedgingRuns hedging() {
    return hedging;
  }

  /** The same run once more: to see whether it is the same, or how long it takes. */
  RunResult anew(Scenario scenario, StrategySpec spec, long seed) {
    return Simulation.run(scenario, strategies, spec, seed);
  }

  private RunResult kept(Key key, Supplier<RunResult> run) {
    RunResult known = results.get(key);
    if (known == null) {
      known = run.get();
      results.put(key, known);
    }
    return known;
  }
}
