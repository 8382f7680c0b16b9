package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assertions;

/**
 * What a plan costs, in the median of many rounds, so that a pause of the machine does not count. No benchmark: it notices what is too
 * slow by far.
 */
final class CostPoint {

  private static final int TARGETS = 10;
  private static final int ROUNDS = 31;
  private static final int PLANS = 500;
  private static final int WARM_UP_ROUNDS = 20;
  /** A slow strategy is known soon: no round goes on for longer. */
  private static final long LONGEST_ROUND_NANOS = 10_000_000;

  private CostPoint() {}

  static void check(Subject subject, Duration bound) {
    Preflight.assumeSound(subject);
    FakeTargets targets = Views.busy(TARGETS, new Random(8));
    long[] rounds = new long[ROUNDS];
    try (RoutingStrategy strategy = subject.create()) {
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        nanosPerPlan(strategy, targets);
      }
      for (int i = 0; i < ROUNDS; i++) {
        rounds[i] = nanosPerPlan(strategy, targets);
      }
    }
    Arrays.sort(rounds);
    long median = rounds[ROUNDS / 2];
    System.out.println(subject + ": " + median + " ns per plan of " + TARGETS + " targets");
    if (median > bound.toNanos()) {
      Assertions.fail("plan: takes " + median + " ns with " + TARGETS + " targets (expected: "
          + bound.toNanos() + " at the most; it runs on an event loop)");
    }
  }

  private static long nanosPerPlan(RoutingStrategy strategy, FakeTargets targets) {
    FakeRequest request = FakeRequest.plain();
    long start = System.nanoTime();
    long elapsed = 0;
    int plans = 0;
    while (plans < PLANS && elapsed < LONGEST_ROUND_NANOS) {
      strategy.plan(request, targets);
      plans++;
      elapsed = System.nanoTime() - start;
    }
    return elapsed / plans;
  }
}
