package io.rhumb.simulator.goals;

import io.rhumb.simulator.Clairvoyant;
import io.rhumb.simulator.HedgingRun;
import io.rhumb.simulator.report.Latency;
import io.rhumb.simulator.scenario.HedgingSuite;
import io.rhumb.simulator.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * How much of what a {@linkplain Clairvoyant clairvoyant hedger} with the same budget would gain {@code hedged} gains, where there is
 * something to gain; and what it costs where there is nothing.
 *
 * <p>The share of a quantile's reduction is (without hedges - hedged) / (without hedges - clairvoyant), on the same seed; the mean over
 * the scenarios of {@link HedgingSuite#helps} is taken of the shares, so that a scenario with long latencies counts no more.
 */
final class HedgingGoals {

  /**
   * A quantile that the simulator reports.
   *
   * @param q from 0 to 1
   * @param of reads it in nanoseconds
   */
  record Tail(double q, ToLongFunction<Latency> of) {
    static final Tail P99 = new Tail(0.99, Latency::p99Nanos);
    static final Tail P999 = new Tail(0.999, Latency::p999Nanos);
  }

  private static final double SMALL = 0.02;
  private static final double LARGE = 0.05;

  /** Around the one that such a budget pays for; further away all are worse (tried). */
  private static final List<Integer> PERCENTILES = List.of(92, 94, 95, 96);

  private HedgingGoals() {}

  static List<Goal> all() {
    List<Goal> goals = new ArrayList<>();
    goals.add(gain("2 %", SMALL, "p99.9", Tail.P999, 0.77));
    goals.add(gain("2 %", SMALL, "p99", Tail.P99, 0.46));
    goals.add(gain("5 %", LARGE, "p99.9", Tail.P999, 0.80));
    goals.add(gain("5 %", LARGE, "p99", Tail.P99, 0.65)
        .beside(
            "any percentile, with hindsight",
            Unit.PERCENT,
            (runs, seed) -> hindsight(runs.hedging(), Tail.P99, LARGE, seed)));
    for (Scenario scenario : HedgingSuite.cannotHelp()) {
      goals.add(Goal.of(
          "hedging in vain, " + scenario.name() + ": mean latency worse by",
          Wanted.atMost(0.02),
          Unit.FINE_PERCENT,
          (runs, seed) -> slowdown(runs.hedging(), scenario, SMALL, seed)));
    }
    goals.add(Goal.of(
        "hedging, 2 %: hedges above the budget in the worst 10 s",
        Wanted.atMost(0).always(),
        Unit.NUMBER,
        (runs, seed) -> overdraft(runs.hedging(), SMALL, seed)));
    return goals;
  }

  private static Goal gain(String name, double budget, String quantile, Tail tail, double wanted) {
    Goal goal = Goal.of(
        "hedging, " + name + ": share of the clairvoyant's " + quantile + " reduction",
        Wanted.atLeast(wanted),
        Unit.PERCENT,
        (runs, seed) -> share(runs.hedging(), tail, budget, seed));
    for (Scenario scenario : HedgingSuite.helps()) {
      goal = goal.beside(
          scenario.name(),
          Unit.PERCENT,
          (runs, seed) -> share(runs.hedging(), scenario, tail, budget, seed));
    }
    return goal;
  }

  /** The share of the clairvoyant's reduction, on average over the scenarios where hedging helps. */
  static double share(HedgingRuns runs, Tail tail, double budget, long seed) {
    return HedgingSuite.helps().stream()
        .mapToDouble(scenario -> share(runs, scenario, tail, budget, seed))
        .average()
        .orElse(Double.NaN);
  }

  /**
   * The same for whoever has seen every run before, and hedges each at the percentile that was the best for it: more cannot be had of
   * waiting for one time and then hedging.
   */
  static double hindsight(HedgingRuns runs, Tail tail, double budget, long seed) {
    return HedgingSuite.helps().stream()
        .mapToDouble(scenario -> PERCENTILES.stream()
            .mapToDouble(percentile -> share(
                runs,
                scenario,
                tail,
                budget,
                seed,
                runs.hedged(scenario, budget, percentile, seed)))
            .reduce(share(runs, scenario, tail, budget, seed), Math::max))
        .average()
        .orElse(Double.NaN);
  }

  /** The same in one scenario. */
  static double share(HedgingRuns runs, Scenario scenario, Tail tail, double budget, long seed) {
    return share(runs, scenario, tail, budget, seed, runs.hedged(scenario, budget, seed));
  }

  private static double share(
      HedgingRuns runs, Scenario scenario, Tail tail, double budget, long seed, HedgingRun run) {
    Clairvoyant clairvoyant = runs.clairvoyant(scenario, seed);
    double without = clairvoyant.quantileNanos(tail.q, 0);
    double best = clairvoyant.quantileNanos(tail.q, budget);
    return (without - tail.of.applyAsLong(run.result().latency())) / (without - best);
  }

  /** By how much the mean latency is worse with hedges. */
  static double slowdown(HedgingRuns runs, Scenario scenario, double budget, long seed) {
    return runs.hedged(scenario, budget, seed).result().regretAgainst(runs.alone(scenario, seed));
  }

  /** By how many hedges the budget was exceeded in the worst ten seconds of any scenario; zero or less: never. */
  static double overdraft(HedgingRuns runs, double budget, long seed) {
    return Stream.concat(HedgingSuite.helps().stream(), HedgingSuite.cannotHelp().stream())
        .mapToDouble(scenario -> runs.hedged(scenario, budget, seed).overdraft())
        .max()
        .orElse(Double.NaN);
  }
}
