package io.rhumb.simulator.goals;

import java.util.List;

/**
 * What a goal came to.
 *
 * @param goal which one
 * @param spread of its figure over the seeds
 * @param beside the spreads of the figures beside it, in their order
 */
public record GoalResult(Goal goal, Spread spread, List<Spread> beside) {

  /** Copies the list. */
  public GoalResult {
    beside = List.copyOf(beside);
  }

  /** Whether the goal is reached. */
  public boolean reached() {
    return goal.wanted().reachedBy(spread);
  }

  /** The verdict in one word. */
  public String verdict() {
    return reached() ? "reached" : "missed";
  }
}
