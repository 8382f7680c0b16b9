package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices that a target fails more often than it should, soon and without a window: the CUSUM test (E. S. Page, <i>Continuous
 * Inspection Schemes</i>, Biometrika 41, 1954). Each failure adds the log-likelihood of "half fail" against "one in twenty
 * fails", ln(0.5 / 0.05); each success takes ln(0.95 / 0.5) away; the sum never falls below nothing. At four failures in a row it
 * trips, at half of the requests failing after eleven, at one in twenty about once in 47,000 requests.
 *
 * <p>Thread-safe, without a lock.
 */
public final class FailureDetector {

  private static final double FAILURE = Math.log(0.5 / 0.05);
  private static final double SUCCESS = Math.log(0.95 / 0.5);
  private static final double TRIP = 9.2;

  private final AtomicLong sumBits = new AtomicLong(Double.doubleToRawLongBits(0));

  /** A detector that has seen nothing. */
  public FailureDetector() {}

  /** Counts a success. */
  public void success() {
    // Nearly always there is nothing to take away: a plain read does not claim the cache line.
    if (sumBits.get() != 0) {
      add(-SUCCESS);
    }
  }

  /**
   * Counts a failure.
   *
   * @return whether that is too many
   */
  public boolean failure() {
    return add(FAILURE) >= TRIP;
  }

  /**
   * Counts a failure in place of a success that was counted too early: both together come to a failure.
   *
   * @return whether that is too many
   */
  boolean failureAfterAll() {
    return add(SUCCESS + FAILURE) >= TRIP;
  }

  private double add(double amount) {
    while (true) {
      long seen = sumBits.get();
      double sum = Math.max(0, Double.longBitsToDouble(seen) + amount);
      if (sumBits.compareAndSet(seen, Double.doubleToRawLongBits(sum))) {
        return sum;
      }
    }
  }
}
