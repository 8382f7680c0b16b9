package io.rhumb.simulator.reference;

/**
 * An average of latencies that decays with time, w = e^(−dt / 10 s), as Finagle's Peak-EWMA decays; with the peak rule, a latency
 * above the average replaces it. One thread.
 */
final class LatencyAverage {

  private static final double DECAY_NANOS = 10e9;

  private final boolean peak;
  private double nanos;
  private long atNanos;

  LatencyAverage(boolean peak) {
    this.peak = peak;
  }

  /** 0 while there is no sample. */
  double nanos() {
    return nanos;
  }

  void add(double sampleNanos, long nowNanos) {
    if (nanos == 0 || (peak && sampleNanos > nanos)) {
      nanos = sampleNanos;
    } else {
      double weight = Math.exp(-(nowNanos - atNanos) / DECAY_NANOS);
      nanos = weight * nanos + (1 - weight) * sampleNanos;
    }
    atNanos = nowNanos;
  }
}
