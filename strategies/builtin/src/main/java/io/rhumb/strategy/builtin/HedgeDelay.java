package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * How long the first attempt runs alone: a high quantile of its own target, but at least 1.2 times that target's median, and at
 * most 1.5 times the same quantile of the best target: else a sick target would teach the hedge to wait for it. Never more than a
 * third of the time that the request has, so that the hedge can still answer.
 *
 * <p>A budget of {@code b} hedges those beyond the quantile 1 - b, and no earlier: with a fixed delay no quantile below that can
 * become better. Where nobody fixed the quantile, it moves with the savings: a full budget hedges half as many requests again, an
 * empty one two fifths, with the square of the savings between them, so that it settles where seven tenths are saved. What is
 * saved is for a target that pauses: all of its requests are late at once, and an account that ordinary latecomers had emptied would
 * leave most of them alone. The three numbers were chosen by simulation (scenarios {@code hedging/*}, seeds 1 to 20) among a handful.
 *
 * @param quantile from 0 to 1
 * @param fixed whether somebody chose the quantile
 * @param otherwiseNanos the delay as long as the target has fewer than a hundred samples; 0: no hedge then
 */
record HedgeDelay(double quantile, boolean fixed, long otherwiseNanos) {

  private static final long ENOUGH_SAMPLES = 100;
  private static final double OVER_MEDIAN = 1.2;
  private static final double OVER_BEST = 1.5;
  private static final long SHARE_OF_TIME_LEFT = 3;
  private static final double WITHOUT_SAVINGS = 0.4;
  private static final double WITH_ALL_SAVINGS = 1.5;

  /**
   * The delay.
   *
   * @param patience by how much to wait longer
   * @param savings how much of what the budget can save is saved, from 0 to 1
   * @return nanoseconds; 0 if there is nothing to go by
   */
  long nanos(
      TargetView first, TargetsView targets, long timeLeftNanos, double patience, double savings) {
    double q = quantile(savings);
    double delay = first.latencySamples() < ENOUGH_SAMPLES
        ? otherwiseNanos
        : Math.min(OVER_BEST * best(targets, q), learned(first, q));
    return (long) Math.min(delay * patience, (double) timeLeftNanos / SHARE_OF_TIME_LEFT);
  }

  private double quantile(double savings) {
    double eagerness = WITHOUT_SAVINGS + (WITH_ALL_SAVINGS - WITHOUT_SAVINGS) * savings * savings;
    return fixed ? quantile : Math.max(0, 1 - (1 - quantile) * eagerness);
  }

  private static double learned(TargetView first, double q) {
    return Math.max(
        OVER_MEDIAN * first.latencyQuantileNanos(0.5), (double) first.latencyQuantileNanos(q));
  }

  /** Of those that take attempts and are known well enough; infinite if there is none. */
  private static double best(TargetsView targets, double q) {
    double best = Double.POSITIVE_INFINITY;
    int size = targets.size();
    for (int i = 0; i < size; i++) {
      TargetView target = targets.get(i);
      if (target.availability().admits() && target.latencySamples() >= ENOUGH_SAMPLES) {
        best = Math.min(best, (double) target.latencyQuantileNanos(q));
      }
    }
    return best;
  }
}
