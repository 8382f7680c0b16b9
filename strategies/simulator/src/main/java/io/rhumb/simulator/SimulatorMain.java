package io.rhumb.simulator;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.report.ResultTable;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;

/** Runs strategies side by side over the shipped scenarios and renders a table: {@code [strategy [scenario]...]}. */
public final class SimulatorMain {

  private SimulatorMain() {}

  /** Prints the table. Without arguments: {@code local-first} over all scenarios. */
  public static void main(String[] args) {
    String strategy = args.length == 0 ? "local-first" : args[0];
    List<String> scenarios =
        args.length < 2 ? ScenarioSuite.names() : List.of(args).subList(1, args.length);
    StrategyCatalog strategies = StrategyCatalog.ofLoader(SimulatorMain.class.getClassLoader());
    System.out.print(table(strategies, List.of(StrategySpec.of(strategy)), scenarios, 1));
  }

  /**
   * A table with a row for each oracle and each strategy, per scenario.
   *
   * @throws IllegalArgumentException if there is no such scenario
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if there is no such strategy
   */
  public static String table(
      StrategyCatalog strategies, List<StrategySpec> specs, List<String> scenarios, long seed) {
    List<RunResult> results = new ArrayList<>();
    for (String name : scenarios) {
      Scenario scenario = ScenarioSuite.byName(name);
      for (OracleKind oracle : OracleKind.values()) {
        results.add(Simulation.runOracle(scenario, oracle, seed));
      }
      for (StrategySpec spec : specs) {
        results.add(Simulation.run(scenario, strategies, spec, seed));
      }
    }
    return ResultTable.markdown(results);
  }
}
