package io.rhumb.gateway.load;

import org.HdrHistogram.Histogram;

/** Times in an HDR histogram. One thread. */
final class Times {

  /** Below a microsecond nothing here is exact. */
  private static final long LEAST_NANOS = 1_000;

  /** Longer than any timeout may be. */
  private static final long MOST_NANOS = 100L * 3_600 * 1_000_000_000;

  private static final int DIGITS = 3;

  private final Histogram histogram;

  Times() {
    histogram = new Histogram(LEAST_NANOS, 2 * LEAST_NANOS, DIGITS);
    // Grows as far as it needs to: one for the hours that a request may take would be 200 KiB.
    histogram.setAutoResize(true);
  }

  void add(long nanos) {
    histogram.recordValue(Math.min(Math.max(0, nanos), MOST_NANOS));
  }

  void reset() {
    histogram.reset();
  }

  Spread spread() {
    return Spread.of(histogram);
  }
}
