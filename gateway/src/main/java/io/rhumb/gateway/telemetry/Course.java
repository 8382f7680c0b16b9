package io.rhumb.gateway.telemetry;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.strategy.RoutePlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request went over the targets.
 *
 * @param plan what the strategy had planned
 * @param attempts all that were made, in the order in which they started; they have ended
 * @param answeredBy the one whose answer the client got; null where none did
 */
public record Course(RoutePlan plan, List<Attempt> attempts, @Nullable Attempt answeredBy) {

  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);

  boolean hasOutcome(String word) {
    for (Attempt attempt : attempts) {
      Outcome outcome = attempt.outcome();
      if (outcome != null && OUTCOMES.word(outcome).equals(word)) {
        return true;
      }
    }
    return false;
  }
}
