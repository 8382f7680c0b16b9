package io.rhumb.gateway.process;

import java.util.function.LongSupplier;

/** Nanoseconds since it was made, never negative: what the engine takes for time. Thread-safe. */
public final class MonotonicClock implements LongSupplier {

  private final long origin = System.nanoTime();

  /** Now is zero. */
  public MonotonicClock() {}

  @Override
  public long getAsLong() {
    return System.nanoTime() - origin;
  }
}
