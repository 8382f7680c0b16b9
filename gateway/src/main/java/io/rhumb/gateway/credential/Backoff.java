package io.rhumb.gateway.credential;

import java.util.random.RandomGenerator;

/**
 * The delay before the next try after failures in a row: doubling up to a cap, then a random half of it off, so that
 * gateways that failed together do not return together. This is the "equal jitter" of <a
 * href="https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/">Exponential Backoff And
 * Jitter</a>.
 *
 * @param firstMillis the delay after one failure, before jitter
 * @param capMillis the longest delay
 */
record Backoff(long firstMillis, long capMillis) {

  /**
   * The delay.
   *
   * @param failures in a row; at least 1
   * @param random the jitter
   * @return milliseconds, from half of the doubled delay to the whole of it
   */
  long delayMillis(int failures, RandomGenerator random) {
    int doublings = Math.min(failures - 1, 30);
    long full = Math.min(capMillis, firstMillis << doublings);
    return full / 2 + (long) (random.nextDouble() * (full - full / 2));
  }
}
