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

  // Plans have two to ten steps: comparing each with each is
  // cheaper than a set, and leaves no garbage.
  private static void requireDistinctTargets(List<Step> steps) {
    for (int i = 1; i < steps.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (steps.get(i).target().equals(steps.get(j).target())) {
          throw new IllegalArgumentException("steps[" + i + "].target: "
              + steps.get(i).target() + " (expected: each target once)");
        }
      }
    }
  }
}
