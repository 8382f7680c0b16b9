package io.rhumb.engine;

import java.util.stream.LongStream;

/** A {@link LatencyWindow} at one moment. Immutable, but for a note that makes it quicker to read. */
final class LatencySummary {

  static final LatencySummary EMPTY = new Builder().build(Long.MIN_VALUE);

  private final long[] cumulative;
  private final long meanNanos;
  private final double errorRate;
  private final long expiresNanos;
  /** Where the last quantile was found. Written without care: whatever number is seen here is checked. */
  private int lastFound;

  private LatencySummary(long[] cumulative, long meanNanos, double errorRate, long expiresNanos) {
    this.cumulative = cumulative;
    this.meanNanos = meanNanos;
    this.errorRate = errorRate;
    this.expiresNanos = expiresNanos;
  }

  long expiresNanos() {
    return expiresNanos;
  }

  long samples() {
    return cumulative[cumulative.length - 1];
  }

  long meanNanos() {
    return meanNanos;
  }

  double errorRate() {
    return errorRate;
  }

  long quantileNanos(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("q: " + q + " (expected: from 0 to 1)");
    }
    long samples = samples();
    return samples == 0
        ? 0
        : LatencyBuckets.middleNanos(indexOf(Math.max(1, (long) Math.ceil(q * samples))));
  }

  /** Plan after plan asks for much the same quantile, of every target. */
  private int indexOf(long rank) {
    int index = lastFound;
    if (cumulative[index] < rank || (index > 0 && cumulative[index - 1] >= rank)) {
      index = firstAtLeast(rank);
      lastFound = index;
    }
    return index;
  }

  /** Of so many buckets, a plan that asks for ten quantiles must not look at each. */
  private int firstAtLeast(long rank) {
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] >= rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  /** Sums slices up. */
  static final class Builder {
    final long[] counts = new long[LatencyBuckets.COUNT];
    long sumNanos;
    long attempts;
    long failures;

    LatencySummary build(long expiresNanos) {
      long samples = LongStream.of(counts).sum();
      for (int i = 1; i < counts.length; i++) {
        counts[i] += counts[i - 1];
      }
      long mean = samples == 0 ? 0 : sumNanos / samples;
      // An attempt that failed after all may have been added before the window began.
      long ends = Math.max(attempts, failures);
      double errorRate = ends == 0 ? 0 : (double) failures / ends;
      return new LatencySummary(counts, mean, errorRate, expiresNanos);
    }
  }
}
