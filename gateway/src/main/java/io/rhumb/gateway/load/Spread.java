package io.rhumb.gateway.load;

import org.HdrHistogram.Histogram;

/**
 * How times are spread, in nanoseconds; to a thousandth of each value.
 *
 * @param count of how many times; if 0, so is everything
 */
public record Spread(long count, long p50, long p90, long p99, long p999, long max) {

  static Spread of(Histogram times) {
    return new Spread(
        times.getTotalCount(),
        times.getValueAtPercentile(50),
        times.getValueAtPercentile(90),
        times.getValueAtPercentile(99),
        times.getValueAtPercentile(99.9),
        times.getMaxValue());
  }
}
