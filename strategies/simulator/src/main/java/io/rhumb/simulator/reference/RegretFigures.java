package io.rhumb.simulator.reference;

import io.rhumb.simulator.OracleKind;
import io.rhumb.simulator.Simulation;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Regret of rules against the informed oracle, and switches, per scenario; mean over seeds. */
final class RegretFigures {

  private final int gateways;
  private final long seeds;

  RegretFigures(int gateways, long seeds) {
    this.gateways = gateways;
    this.seeds = seeds;
  }

  String markdown(List<ReferenceRule> rules, List<String> scenarios) {
    StringBuilder table = new StringBuilder("| rule, G = " + gateways + " | "
        + String.join(" | ", scenarios) + " | switches/min in each |\n|---|"
        + "---:|".repeat(scenarios.size()) + "---|\n");
    rules.forEach(rule -> table.append(row(rule, scenarios)));
    return table.toString();
  }

  private String row(ReferenceRule rule, List<String> scenarios) {
    StringBuilder row = new StringBuilder("| ").append(rule.title());
    StringBuilder switches = new StringBuilder();
    for (String name : scenarios) {
      double[] sums = sums(rule, ScenarioSuite.byName(name).withGatewaysPerGroup(gateways));
      row.append(String.format(Locale.ROOT, " | %+.0f %%", 100 * sums[0] / seeds));
      switches.append(String.format(Locale.ROOT, " %.1f", sums[1] / seeds));
    }
    return row.append(" |").append(switches).append(" |\n").toString();
  }

  private double[] sums(ReferenceRule rule, Scenario scenario) {
    double[] sums = new double[2];
    LongStream.rangeClosed(1, seeds).forEach(seed -> {
      RunResult result = Simulation.run(scenario, rule, seed);
      sums[0] += result.regretAgainst(Simulation.runOracle(scenario, OracleKind.INFORMED, seed));
      sums[1] += result.switchesPerMinute();
    });
    return sums;
  }
}
