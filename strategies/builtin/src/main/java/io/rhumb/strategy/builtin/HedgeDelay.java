package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;

/**
 * How long the first attempt runs alone: a high quantile of its own target, but at least 1.2 times that target's median, and at
 * most 1.5 times the same quantile of the best target: else a sick target would teach the hedge to wait for it. Never more than a
 * third of the time that the request has, so that the hedge can still answer.
 *
 * @param quantile from 0 to 1
 * @param otherwiseNanos the delay as long as the target has fewer than a hundred samples; 0: no hedge then
 */
record HedgeDelay(double quantile, long otherwiseNanos) {

  private static final long ENOUGH_SAMPLES = 100;
  private static final double OVER_MEDIAN = 1.2;
  private static final double OVER_BEST = 1.5;
  private static final long SHARE_OF_TIME_LEFT = 3;

  /**
   * The delay.
   *
   * @param patience by how much to wait longer
   * @return nanoseconds; 0 if there is nothing to go by
   */
  long nanos(TargetView first, TargetsView targets, long timeLeftNanos, double patience) {
    double delay = first.latencySamples() < ENOUGH_SAMPLES
        ? otherwiseNanos
        : Math.min(OVER_BEST * best(targets), learned(first));
    return (long) Math.min(delay * patience, (double) timeLeftNanos / SHARE_OF_TIME_LEFT);
  }

  private double learned(TargetView first) {
    return Math.max(OVER_MEDIAN * first.latencyQuantileNanos(0.5), (double)
        first.latencyQuantileNanos(quantile));
  }

  /** Of those that take attempts and are known well enough; infinite if there is none. */
  private double best(TargetsView targets) {
    double best = Double.POSITIVE_INFINITY;
    int size = targets.size();
    for (int i = 0; i < size; i++) {
      TargetView target = targets.get(i);
      if (target.availability().admits() && target.latencySamples() >= ENOUGH_SAMPLES) {
        best = Math.min(best, (double) target.latencyQuantileNanos(quantile));
      }
    }
    return best;
  }
}
