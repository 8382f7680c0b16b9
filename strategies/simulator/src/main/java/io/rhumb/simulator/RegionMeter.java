package io.rhumb.simulator;

/** Counts what is inside a region, over all of the run. */
final class RegionMeter {

  private int inside;
  private long sinceNanos;
  private double areaNanos;
  private double sojournNanos;
  private long left;

  int inside() {
    return inside;
  }

  void entered(long nowNanos) {
    pass(nowNanos);
    inside++;
  }

  void left(long arrivedNanos, long nowNanos) {
    pass(nowNanos);
    inside--;
    left++;
    sojournNanos += nowNanos - arrivedNanos;
  }

  /** How many have been through. */
  long departures() {
    return left;
  }

  /** How many were inside, on average over time. */
  double meanInside() {
    return sinceNanos == 0 ? 0 : areaNanos / sinceNanos;
  }

  /** How long one was inside, on average over calls. */
  double meanSojournNanos() {
    return left == 0 ? 0 : sojournNanos / left;
  }

  /** The time of the last change. */
  long lastNanos() {
    return sinceNanos;
  }

  private void pass(long nowNanos) {
    areaNanos += (double) inside * (nowNanos - sinceNanos);
    sinceNanos = nowNanos;
  }
}
