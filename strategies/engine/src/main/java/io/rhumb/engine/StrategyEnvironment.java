package io.rhumb.engine;

import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What strategies may not make themselves.
 *
 * @param clock monotonic, in nanoseconds. It comes back as one that stands still for a thread while a {@link Planner} with this very
 *     clock makes a plan there: to be given to the targets too
 * @param random used from every thread
 * @param localRegion the region of the gateway
 */
public record StrategyEnvironment(LongSupplier clock, RandomGenerator random, String localRegion) {

  /** Refuses what is missing, and makes the clock one that can stand still. */
  public StrategyEnvironment {
    clock = PlanClock.of(Objects.requireNonNull(clock, "clock"));
    Objects.requireNonNull(random, "random");
    Objects.requireNonNull(localRegion, "localRegion");
  }
}
