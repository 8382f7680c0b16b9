package io.rhumb.simulator.scenario;

import java.time.Duration;

/**
 * What the gateway's configuration bounds.
 *
 * @param timeout of a request
 * @param attemptTimeout of one attempt
 * @param attempts at the most
 * @param breakerReset how long a breaker stays open the first time, before jitter; longer after each probe that fails
 */
public record Bounds(
    Duration timeout, Duration attemptTimeout, int attempts, Duration breakerReset) {

  /** The gateway's own defaults. */
  public static final Bounds DEFAULT =
      new Bounds(Duration.ofSeconds(30), Duration.ofSeconds(10), 3, Duration.ofSeconds(5));

  /** Checks the values. */
  public Bounds {
    Check.positive("bounds.timeout", timeout);
    Check.positive("bounds.attempt-timeout", attemptTimeout);
    Check.atLeast("bounds.attempts", attempts, 1);
    Check.positive("bounds.breaker-reset", breakerReset);
  }
}
