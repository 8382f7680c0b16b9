package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * Makes a plan of scores: every target of the view once, tier by tier, within a tier the lowest score first. Equal scores keep the
 * order of the configuration.
 */
final class Ranking {

  /** Says why a target that has room stands where it stands. */
  @FunctionalInterface
  interface Reason {
    String of(TargetView target, int index);
  }

  private Ranking() {}

  static RoutePlan plan(TargetsView targets, long tiers, double[] scores, Reason reason) {
    Step[] steps = new Step[scores.length];
    int[] order = order(tiers, scores);
    for (int position = 0; position < order.length; position++) {
      int index = order[position];
      TargetView target = targets.get(index);
      int tier = Tiers.at(tiers, index);
      String why = tier == Tiers.ROOM ? reason.of(target, index) : Tiers.reason(tier, "");
      steps[position] = step(position, target.id(), why);
    }
    return RoutePlan.of(steps);
  }

  static Step step(int position, String target, String reason) {
    return position == 0 ? Step.immediately(target, reason) : Step.onFailure(target, reason);
  }

  /** Insertion sort: stable, and the quickest for the two to ten targets of a model. */
  private static int[] order(long tiers, double[] scores) {
    int[] order = new int[scores.length];
    for (int i = 0; i < order.length; i++) {
      int at = i;
      while (at > 0 && before(tiers, scores, i, order[at - 1])) {
        order[at] = order[at - 1];
        at--;
      }
      order[at] = i;
    }
    return order;
  }

  private static boolean before(long tiers, double[] scores, int one, int other) {
    int difference = Tiers.at(tiers, one) - Tiers.at(tiers, other);
    return difference == 0 ? scores[one] < scores[other] : difference < 0;
  }
}
