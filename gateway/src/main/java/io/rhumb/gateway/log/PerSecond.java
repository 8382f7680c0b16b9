package io.rhumb.gateway.log;

import java.util.concurrent.atomic.AtomicLong;

/** Counts up to a bound, and from the start again with each second. Thread-safe, without locks. */
final class PerSecond {

  private static final long NANOS = 1_000_000_000L;

  /** Bits of the count; the second is above them. */
  private static final int BITS = 20;

  private static final long COUNT = (1L << BITS) - 1;

  private final AtomicLong state = new AtomicLong();

  /**
   * Counts one, if there is room.
   *
   * @param most in this second; less than a million
   * @param nowNanos monotonic, not negative
   */
  boolean admit(int most, long nowNanos) {
    long second = nowNanos / NANOS;
    while (true) {
      long now = state.get();
      long count = now >>> BITS == second ? now & COUNT : 0;
      // Of two clocks' readings, the later may come first.
      if (count >= most || now >>> BITS > second) {
        return false;
      }
      if (state.compareAndSet(now, (second << BITS) | (count + 1))) {
        return true;
      }
    }
  }
}
