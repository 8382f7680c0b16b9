package io.rhumb.simulator.goals;

import io.rhumb.engine.StrategyCatalog;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The numbers to reach. What one plan costs is not among them: that is measured on the machine and not in virtual time, by {@code
 * PlanBenchmark}.
 */
public final class Goals {

  private Goals() {}

  /** All of them, in the order of the report. */
  public static List<Goal> all() {
    return Stream.of(
            HedgingGoals.all(),
            LatencyWeightedGoals.all(),
            LocalFirstGoals.all(),
            BreakerGoals.all(),
            OutageGoals.all(),
            SimulatorGoals.all())
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Measures all of them, on the caller's thread. With 20 seeds that takes some minutes.
   *
   * @param strategies where to find {@code latency-weighted} and the others
   * @param seeds how many of the {@linkplain Seeds seeds that judge}; {@link Seeds#ENOUGH} for a report
   */
  public static List<GoalResult> report(
      StrategyCatalog strategies, int seeds, ProgressListener listener) {
    return measure(all(), new Runs(strategies), Seeds.judging(seeds), listener);
  }

  static List<GoalResult> measure(
      List<Goal> goals, Runs runs, List<Long> seeds, ProgressListener listener) {
    int total = goals.size() * seeds.size();
    AtomicInteger done = new AtomicInteger();
    Runnable tick = () -> listener.onStep(done.incrementAndGet(), total);
    return goals.stream().map(goal -> goal.measure(runs, seeds, tick)).toList();
  }
}
