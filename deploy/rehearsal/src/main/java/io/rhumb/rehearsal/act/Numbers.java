package io.rhumb.rehearsal.act;

import io.rhumb.rehearsal.traffic.Sample;
import java.util.List;

/** Figures of requests. */
public final class Numbers {

  private Numbers() {}

  /**
   * A quantile of latency, by nearest rank, of the requests that were answered well.
   *
   * @param q from 0 to 1
   * @return milliseconds; NaN if there are none
   */
  public static double latency(List<Sample> samples, double q) {
    double[] sorted = samples.stream()
        .filter(Sample::good)
        .mapToDouble(Sample::latencyMillis)
        .sorted()
        .toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.max(0, (int) Math.ceil(q * sorted.length) - 1)];
  }

  /** How many got no good answer. */
  public static long errors(List<Sample> samples) {
    return samples.stream().filter(sample -> !sample.good()).count();
  }
}
