package io.rhumb.simulator;

/** A Poisson process: the gaps are exponential and know nothing of each other. */
final class Arrivals {

  private final Luck.Stream gaps;
  private final double meanGapNanos;
  private final long endNanos;
  private double nanos;
  private long taken;

  Arrivals(Luck.Stream gaps, double perSecond, long endNanos) {
    this.gaps = gaps;
    this.meanGapNanos = 1e9 / perSecond;
    this.endNanos = endNanos;
  }

  /** How many arrivals were returned before the last one. */
  long taken() {
    return taken - 1;
  }

  /** When the next one is; negative if that is after the end. */
  long next() {
    nanos += meanGapNanos * gaps.exponential(taken++);
    return nanos < endNanos ? (long) nanos : -1;
  }
}
