package io.rhumb.simulator;

/** A token bucket that holds one second's worth. */
final class Quota {

  private double perSecond = Double.POSITIVE_INFINITY;
  private double tokens;
  private long seenNanos;

  /** Another quota from now on, with a full bucket. */
  void set(double allowed, long nowNanos) {
    perSecond = allowed;
    tokens = Math.max(1, allowed);
    seenNanos = nowNanos;
  }

  /** Whether there would be room for so many at that time. */
  boolean roomFor(int requests, long nowNanos) {
    return perSecond == Double.POSITIVE_INFINITY || tokensAt(nowNanos) >= requests;
  }

  /** Takes one; false if there is none. */
  boolean take(long nowNanos) {
    if (perSecond == Double.POSITIVE_INFINITY) {
      return true;
    }
    tokens = tokensAt(nowNanos);
    seenNanos = nowNanos;
    if (tokens < 1) {
      return false;
    }
    tokens--;
    return true;
  }

  private double tokensAt(long nowNanos) {
    return perSecond == 0
        ? 0
        : Math.min(Math.max(1, perSecond), tokens + perSecond * (nowNanos - seenNanos) / 1e9);
  }
}
