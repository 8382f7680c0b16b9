package io.rhumb.simulator;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.StrategySpec;

/**
 * What a comparison compares.
 *
 * @param oracle whether it knows what no strategy can know
 */
record Contestant(String name, boolean oracle, Runner runner) {

  /** Runs a scenario. */
  @FunctionalInterface
  interface Runner {

    RunResult run(Scenario scenario, long seed);
  }

  static Contestant of(StrategyCatalog catalog, StrategySpec spec) {
    return new Contestant(
        SpecText.of(spec),
        false,
        (scenario, seed) -> Simulation.run(scenario, catalog, spec, seed));
  }

  static Contestant of(OracleKind kind) {
    return new Contestant(
        kind.label(), true, (scenario, seed) -> Simulation.runOracle(scenario, kind, seed));
  }
}
