package io.rhumb.simulator.scenario;

import io.rhumb.engine.BudgetPolicy;
import java.time.Duration;

/**
 * What the gateway's configuration bounds.
 *
 * @param timeout of a request
 * @param attemptTimeout of one attempt
 * @param attempts at the most
 * @param breakerReset how long a breaker stays open the first time, before jitter; longer after each probe that fails
 * @param budget of the extra attempts of each gateway
 */
public record Bounds(
    Duration timeout,
    Duration attemptTimeout,
    int attempts,
    Duration breakerReset,
    BudgetPolicy budget) {

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

  /** Bounds with the default budget. */
  public Bounds(Duration timeout, Duration attemptTimeout, int attempts, Duration breakerReset) {
    this(timeout, attemptTimeout, attempts, breakerReset, BudgetPolicy.DEFAULT);
  }

  /** The same with another budget. */
  public Bounds withBudget(BudgetPolicy other) {
    return new Bounds(timeout, attemptTimeout, attempts, breakerReset, other);
  }
}
