package io.rhumb.simulator.goals;

/** Measures one number under one seed. */
@FunctionalInterface
public interface Measure {

  /**
   * Measures it.
   *
   * @param runs of the simulator; the same run is made only once
   * @param seed of all chance
   */
  double of(Runs runs, long seed);
}
