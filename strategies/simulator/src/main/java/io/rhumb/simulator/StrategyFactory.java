package io.rhumb.simulator;

import io.rhumb.strategy.RoutingStrategy;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Makes one gateway's strategy. */
interface StrategyFactory {

  /**
   * Makes it.
   *
   * @param links what only an oracle may look at
   */
  RoutingStrategy create(
      String localRegion, Links links, LongSupplier clock, RandomGenerator random);
}
