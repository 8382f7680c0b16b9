package io.rhumb.testkit;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A monotonic clock in nanoseconds that stands still until a test moves it. Thread-safe. */
public final class ManualClock implements LongSupplier {

  private final AtomicLong nowNanos;

  /**
   * A clock.
   *
   * @param originNanos what it shows first; any number, since the origin of a strategy's clock is arbitrary
   */
  public ManualClock(long originNanos) {
    nowNanos = new AtomicLong(originNanos);
  }

  /**
   * Moves it on.
   *
   * @param time zero or more
   */
  public void advance(Duration time) {
    nowNanos.addAndGet(time.toNanos());
  }

  @Override
  public long getAsLong() {
    return nowNanos.get();
  }
}
