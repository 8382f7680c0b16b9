package io.rhumb.simulator.scenario;

import java.time.Duration;

/**
 * Now and then an answer is held up on its way out, after the server has done its work and taken the next request.
 *
 * @param probability of one answer
 * @param duration by how much it comes later
 */
public record Stall(double probability, Duration duration) {

  /** Never. */
  public static final Stall NONE = new Stall(0, Duration.ZERO);

  /** Checks the values. */
  public Stall {
    Check.fraction("stall.probability", probability);
    Check.notNegative("stall.duration", duration);
  }
}
