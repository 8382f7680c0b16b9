package io.rhumb.gateway.telemetry;

import java.util.function.LongSupplier;

/**
 * How late an event loop is: a timer on it says when it comes, and how much later than it should is how long everything else waited
 * that was due meanwhile. The greatest of the last quarter of a minute at the least, and of half a minute at the most: with a scrape every
 * quarter, none is missed. While the loop is stuck, that counts too. One writer, the event loop; readers on any thread.
 */
public final class LoopLag {

  /** How often the timer is to come. Ten turns a second cost a loop nothing, and find what lasts. */
  public static final long PERIOD_MILLIS = 100;

  static final long WINDOW_NANOS = 15_000_000_000L;

  private static final long PERIOD_NANOS = PERIOD_MILLIS * 1_000_000;

  private final LongSupplier clock;
  private volatile long lastTickNanos;
  private volatile long thisWindowNanos;
  private volatile long windowBeforeNanos;
  private long windowBeganNanos;

  /**
   * A loop that is not late.
   *
   * @param clock monotonic, in nanoseconds
   */
  public LoopLag(LongSupplier clock) {
    this.clock = clock;
    this.windowBeganNanos = clock.getAsLong();
    this.lastTickNanos = windowBeganNanos;
  }

  /** The timer has come. */
  public void tick() {
    long now = clock.getAsLong();
    long late = lateNanos(now);
    lastTickNanos = now;
    if (now - windowBeganNanos >= WINDOW_NANOS) {
      windowBeforeNanos = thisWindowNanos;
      thisWindowNanos = late;
      windowBeganNanos = now;
    } else if (late > thisWindowNanos) {
      thisWindowNanos = late;
    }
  }

  /** How late it was, or is. */
  long nanos() {
    return Math.max(lateNanos(clock.getAsLong()), Math.max(thisWindowNanos, windowBeforeNanos));
  }

  private long lateNanos(long nowNanos) {
    return Math.max(0, nowNanos - lastTickNanos - PERIOD_NANOS);
  }
}
