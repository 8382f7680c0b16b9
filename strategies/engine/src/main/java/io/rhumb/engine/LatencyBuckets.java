package io.rhumb.engine;

/**
 * Logarithmic buckets from a tenth of a millisecond to a minute, each five per cent wider than the one before: a quantile read
 * from them is within that of the true one. Slower calls fall into the last bucket, faster ones into the first.
 */
final class LatencyBuckets {

  private static final double LEAST_NANOS = 100_000;
  private static final double MOST_NANOS = 60e9;
  private static final double LOG_GROWTH = Math.log(1.05);

  static final int COUNT = 2 + (int) Math.ceil(Math.log(MOST_NANOS / LEAST_NANOS) / LOG_GROWTH);

  private LatencyBuckets() {}

  static int indexOf(long nanos) {
    if (nanos <= LEAST_NANOS) {
      return 0;
    }
    return Math.min(COUNT - 1, 1 + (int) (Math.log(nanos / LEAST_NANOS) / LOG_GROWTH));
  }

  /** The geometric middle of a bucket. */
  static long middleNanos(int index) {
    return index == 0
        ? (long) LEAST_NANOS
        : (long) (LEAST_NANOS * Math.exp((index - 0.5) * LOG_GROWTH));
  }
}
