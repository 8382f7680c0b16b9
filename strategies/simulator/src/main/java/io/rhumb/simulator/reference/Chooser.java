package io.rhumb.simulator.reference;

import io.rhumb.strategy.TargetsView;
import java.util.random.RandomGenerator;

/** Picks the target of one request. */
@FunctionalInterface
interface Chooser {

  /**
   * Picks it.
   *
   * @param averages the average latency of each target, in nanoseconds; 0 where there is none
   * @return its index
   */
  int choose(TargetsView targets, double[] averages, RandomGenerator random);
}
