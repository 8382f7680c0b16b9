package io.rhumb.gateway;

import java.util.function.LongSupplier;

/** Nanoseconds since it was made, never negative: what the engine takes for time. */
final class MonotonicClock implements LongSupplier {

  private final long origin = System.nanoTime();

  @Override
  public long getAsLong() {
    return System.nanoTime() - origin;
  }
}
