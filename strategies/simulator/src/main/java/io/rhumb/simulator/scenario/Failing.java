package io.rhumb.simulator.scenario;

import io.rhumb.engine.Outcome;
import io.rhumb.strategy.AttemptResult;
import java.time.Duration;

/**
 * Some requests fail before a server is asked.
 *
 * @param share of the requests
 * @param outcome with which
 * @param after how long after it came in
 */
public record Failing(double share, Outcome outcome, Duration after) {

  /** None does. */
  public static final Failing NONE = new Failing(0, Outcome.UNAVAILABLE, Duration.ZERO);

  /** Checks the values. */
  public Failing {
    Check.fraction("fail.share", share);
    Check.notNegative("fail.after", after);
    if (outcome.result() != AttemptResult.FAILED && outcome.result() != AttemptResult.THROTTLED) {
      throw Check.invalid("fail.outcome", outcome, "a failure of the target, such as UNAVAILABLE");
    }
  }
}
