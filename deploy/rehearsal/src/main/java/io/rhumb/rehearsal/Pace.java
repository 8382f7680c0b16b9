package io.rhumb.rehearsal;

import java.time.Duration;

/**
 * How long the parts of an act are, besides what striking and healing take themselves.
 *
 * @param warmUp once, before the first act, so that none pays for code that has not run yet
 * @param settle before anything is judged: each act has a model of its own, whose connections are new
 * @param before while all is well
 * @param during while it lasts
 * @param after when it is over
 */
record Pace(Duration warmUp, Duration settle, Duration before, Duration during, Duration after) {

  static final Pace FULL = of(5000, 1500, 3000, 8000, 4000);

  static final Pace SHORT = of(3000, 800, 800, 4000, 800);

  private static Pace of(long warmUp, long settle, long before, long during, long after) {
    return new Pace(
        Duration.ofMillis(warmUp),
        Duration.ofMillis(settle),
        Duration.ofMillis(before),
        Duration.ofMillis(during),
        Duration.ofMillis(after));
  }
}
