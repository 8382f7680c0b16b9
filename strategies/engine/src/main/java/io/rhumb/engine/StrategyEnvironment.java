package io.rhumb.engine;

import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What strategies may not make themselves.
 *
 * @param clock monotonic, in nanoseconds
 * @param random used from every thread
 * @param localRegion the region of the gateway
 */
public record StrategyEnvironment(LongSupplier clock, RandomGenerator random, String localRegion) {

  /** Refuses what is missing. */
  public StrategyEnvironment {
    Objects.requireNonNull(clock, "clock");
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(localRegion, "localRegion");
  }
}
