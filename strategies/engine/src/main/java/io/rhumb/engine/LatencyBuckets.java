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

  /** Worked out once: strategies ask for many quantiles. */
  private static final long[] MIDDLES = middles();

  private LatencyBuckets() {}

  static int indexOf(long nanos) {
    if (nanos <= LEAST_NANOS) {
      return 0;
    }
    return Math.min(COUNT - 1, 1 + (int) (Math.log(nanos / LEAST_NANOS) / LOG_GROWTH));
  }

  /** The geometric middle of a bucket. */
  static long middleNanos(int index) {
    return MIDDLES[index];
  }

  private static long[] middles() {
    long[] middles = new long[COUNT];
    middles[0] = (long) LEAST_NANOS;
    for (int i = 1; i < COUNT; i++) {
      middles[i] = (long) (LEAST_NANOS * Math.exp((i - 0.5) * LOG_GROWTH));
    }
    return middles;
  }
}
