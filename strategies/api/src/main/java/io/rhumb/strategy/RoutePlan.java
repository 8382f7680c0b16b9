package io.rhumb.strategy;

import java.util.List;

/**
 * A strategy's answer for one request: an immutable list of steps. A plan is a value; it can be compared, logged, explained,
 * simulated and replayed.
 *
 * @param steps at least one; the first starts {@linkplain Trigger#IMMEDIATELY immediately}; no target stands twice
 */
public record RoutePlan(List<Step> steps) {

  /**
   * Checks the plan.
   *
   * @throws IllegalArgumentException if there is no step, if the first waits for another, or if a target stands twice
   */
  public RoutePlan {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("steps: none (expected: at least one)");
    }
    if (steps.get(0).trigger() != Trigger.IMMEDIATELY) {
      throw new IllegalArgumentException(
          "steps[0].trigger: " + steps.get(0).trigger() + " (expected: IMMEDIATELY)");
    }
    requireDistinctTargets(steps);
  }

  /**
   * A plan of the given steps.
   *
   * @param steps as for the constructor
   * @return the plan
   */
  public static RoutePlan of(Step... steps) {
    return new RoutePlan(List.of(steps));
  }

  // Two names that share none of 64 bits differ: most plans are
  // passed in one go, and no set is left behind.
  private static void requireDistinctTargets(List<Step> steps) {
    long seen = 0;
    for (int i = 0; i < steps.size(); i++) {
      String target = steps.get(i).target();
      long bit = 1L << target.hashCode();
      if ((seen & bit) != 0) {
        requireNotAmong(steps, i, target);
      }
      seen |= bit;
    }
  }

  private static void requireNotAmong(List<Step> steps, int end, String target) {
    for (int i = 0; i < end; i++) {
      if (steps.get(i).target().equals(target)) {
        throw new IllegalArgumentException(
            "steps[" + end + "].target: " + target + " (expected: each target once)");
      }
    }
  }
}
