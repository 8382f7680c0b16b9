package io.rhumb.simulator.report;

import java.util.Arrays;

/**
 * How long clients waited for a prediction, from the instant at which they meant to send (so that a slow answer hides
 * no other). Requests that failed are not in it. All in nanoseconds; 0 if there are no samples.
 *
 * @param samples how many
 * @param meanNanos the mean
 * @param p50Nanos the median
 * @param p99Nanos exceeded by one in a hundred
 * @param p999Nanos exceeded by one in a thousand
 */
public record Latency(int samples, double meanNanos, long p50Nanos, long p99Nanos, long p999Nanos) {

  /** Exact, by nearest rank. Sorts the samples. */
  public static Latency of(long[] samples) {
    Arrays.sort(samples);
    double sum = 0;
    for (long sample : samples) {
      sum += sample;
    }
    double mean = samples.length == 0 ? 0 : sum / samples.length;
    return new Latency(
        samples.length,
        mean,
        quantile(samples, 0.5),
        quantile(samples, 0.99),
        quantile(samples, 0.999));
  }

  private static long quantile(long[] sorted, double q) {
    return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }
}
