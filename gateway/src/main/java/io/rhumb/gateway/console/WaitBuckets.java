package io.rhumb.gateway.console;

/**
 * Logarithmic buckets from a tenth of a millisecond to a minute, each a tenth wider than the one before: a quantile read from them is
 * within five per cent of the true one, which no eye can tell in a plot. What is slower falls into the last, what is faster into the first.
 */
final class WaitBuckets {

  private static final double LEAST_NANOS = 100_000;
  private static final double MOST_NANOS = 60e9;
  private static final double LOG_GROWTH = Math.log(1.1);

  static final int COUNT = 2 + (int) Math.ceil(Math.log(MOST_NANOS / LEAST_NANOS) / LOG_GROWTH);

  private WaitBuckets() {}

  static int indexOf(long nanos) {
    return nanos <= LEAST_NANOS
        ? 0
        : Math.min(COUNT - 1, 1 + (int) (Math.log(nanos / LEAST_NANOS) / LOG_GROWTH));
  }

  /** The geometric middle of a bucket. */
  static double middleNanos(int index) {
    return index == 0 ? LEAST_NANOS : LEAST_NANOS * Math.exp((index - 0.5) * LOG_GROWTH);
  }
}
