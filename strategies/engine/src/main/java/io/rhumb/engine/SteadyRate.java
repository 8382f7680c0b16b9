package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a second, of which as many as make up a second may be saved: a token bucket that is filled when somebody looks. It keeps
 * the time at which it was, or would have been, empty. Thread-safe, without locks.
 */
final class SteadyRate {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final long nanosEach;
  private final AtomicLong emptyNanos;

  /** A full one. */
  SteadyRate(int perSecond, long nowNanos) {
    this.nanosEach = SECOND_NANOS / perSecond;
    this.emptyNanos = new AtomicLong(nowNanos - SECOND_NANOS);
  }

  /** Takes one; false if there is none. */
  boolean take(long nowNanos) {
    while (true) {
      long seen = emptyNanos.get();
      // Saved is what came in the last second. By differences: the clock may start anywhere.
      long saved = Math.min(SECOND_NANOS, nowNanos - seen);
      if (saved < nanosEach) {
        return false;
      }
      if (emptyNanos.compareAndSet(seen, nowNanos - saved + nanosEach)) {
        return true;
      }
    }
  }
}
