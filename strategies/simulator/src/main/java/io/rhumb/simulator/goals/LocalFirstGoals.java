package io.rhumb.simulator.goals;

import io.rhumb.simulator.OracleKind;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;

/** {@code local-first} stays local while the local region has room, and lets run over what it cannot carry, without flapping. */
final class LocalFirstGoals {

  private static final StrategySpec SPEC = StrategySpec.of("local-first");
  private static final int[] GATEWAYS = {1, 3, 12};
  /** What the shipped overload asks of the local region, and what the goal allows. */
  private static final double OVERLOAD = 1.25;

  private static final double MODEST = 0.8;

  private LocalFirstGoals() {}

  static List<Goal> all() {
    List<Goal> goals = new ArrayList<>();
    for (int gateways : GATEWAYS) {
      Scenario overload = ScenarioSuite.byName("local-overload").withGatewaysPerGroup(gateways);
      goals.add(staysLocal(Workloads.scaled(overload, MODEST / OVERLOAD), gateways));
      goals.add(doesNotFlap(overload, gateways));
    }
    return goals;
  }

  private static Goal staysLocal(Scenario scenario, int gateways) {
    return Goal.of(
        "local-first at 80 %, G = " + gateways + ": local share",
        Wanted.atLeast(0.995),
        Unit.FINE_PERCENT,
        (runs, seed) -> runs.of(scenario, SPEC, seed).localShare());
  }

  /** The bound is the one for {@code latency-weighted}; there is no other number for this. */
  private static Goal doesNotFlap(Scenario scenario, int gateways) {
    return Goal.of(
            "local-first at 1.25×, G = " + gateways + ": switches a minute",
            Wanted.atMost(0.5),
            Unit.NUMBER,
            (runs, seed) -> runs.of(scenario, SPEC, seed).switchesPerMinute())
        .beside("local share", Unit.PERCENT, (runs, seed) -> runs.of(scenario, SPEC, seed)
            .localShare())
        .beside("regret", Unit.PERCENT, (runs, seed) -> runs.of(scenario, SPEC, seed)
            .regretAgainst(runs.of(scenario, OracleKind.INFORMED, seed)));
  }
}
