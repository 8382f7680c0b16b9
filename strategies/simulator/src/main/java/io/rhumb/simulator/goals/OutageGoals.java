package io.rhumb.simulator.goals;

import io.rhumb.simulator.report.Timeline;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** All regions are gone for a while: the gateways must not hammer them meanwhile, and must be quick to come back afterwards. */
final class OutageGoals {

  private static final double REGAINED = 0.9;

  private OutageGoals() {}

  static List<Goal> all() {
    Scenario scenario = ScenarioSuite.byName("total-outage");
    return Stream.of("local-first", "latency-weighted")
        .map(StrategySpec::of)
        .flatMap(spec -> Stream.of(attempts(scenario, spec), recovery(scenario, spec)))
        .toList();
  }

  /** Only of requests that arrive during the outage: over the whole run the well-behaved times would hide it. */
  private static Goal attempts(Scenario scenario, StrategySpec spec) {
    Incident outage = scenario.incidents().get(0);
    Scenario during = Workloads.between(scenario, outage.at(), outage.end());
    return Goal.of(
            spec.name() + ", total outage: attempts per request during it",
            Wanted.atMost(1.10),
            Unit.NUMBER,
            (runs, seed) -> runs.of(during, spec, seed).attemptsPerRequest())
        .beside("over the whole run", Unit.NUMBER, (runs, seed) -> runs.of(scenario, spec, seed)
            .attemptsPerRequest());
  }

  private static Goal recovery(Scenario scenario, StrategySpec spec) {
    return Goal.of(
            spec.name() + ", total outage: until the local region has 90 % of its share again",
            Wanted.atMost(30),
            Unit.SECONDS,
            (runs, seed) ->
                recoverySeconds(scenario, runs.of(scenario, spec, seed).timeline()))
        .beside("success over the whole run", Unit.PERCENT, (runs, seed) -> runs.of(
                scenario, spec, seed)
            .successRatio());
  }

  /** From the end of the outage to the end of the first slice in which the share is back; infinite if it never is. */
  static double recoverySeconds(Scenario scenario, Timeline timeline) {
    Incident outage = scenario.incidents().get(0);
    String local = scenario.gateways().get(0).region();
    Duration slice = timeline.slice();
    double before = timeline.share(local, outage.at().minus(slice));
    for (Duration from = outage.end();
        from.compareTo(scenario.duration()) < 0;
        from = from.plus(slice)) {
      if (timeline.share(local, from) >= REGAINED * before) {
        return from.plus(slice).minus(outage.end()).toSeconds();
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
