package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * What oracles and strategies come to on one scenario.
 *
 * @param base the name of the one that the others' regret is measured against
 * @param strategies oracles first; all over the same seeds
 */
public record ScenarioReport(Scenario scenario, String base, List<StrategyReport> strategies) {

  /** Copies the list. */
  public ScenarioReport {
    strategies = List.copyOf(strategies);
  }

  /**
   * How much longer clients waited than with the base, seed by seed; not a number where nobody got an answer. Empty for the base
   * itself.
   */
  Optional<Spread> regret(StrategyReport strategy) {
    return strategies.stream()
        .filter(other -> other.name().equals(base) && other.oracle() && !other.equals(strategy))
        .findFirst()
        .map(other -> regret(strategy, other));
  }

  private static Spread regret(StrategyReport strategy, StrategyReport other) {
    double[] values = new double[strategy.runs().size()];
    for (int i = 0; i < values.length; i++) {
      RunResult run = strategy.runs().get(i);
      boolean answered = run.successes() > 0 && other.runs().get(i).successes() > 0;
      values[i] = answered ? run.regretAgainst(other.runs().get(i)) : Double.NaN;
    }
    return Spread.of(values);
  }
}
