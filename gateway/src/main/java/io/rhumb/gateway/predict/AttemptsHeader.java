package io.rhumb.gateway.predict;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Words;
import io.rhumb.strategy.AttemptKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The {@code x-rhumb-attempts} header: every attempt in the order in which they started, as a structured list (RFC 8941), such as
 * {@code us-central1;kind=primary;outcome=unavailable;ms=4, us-east4;kind=failover;outcome=success;ms=31}.
 */
final class AttemptsHeader {

  static final String NAME = "x-rhumb-attempts";

  private static final Words<AttemptKind> KINDS = Words.of(AttemptKind.class);
  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);

  private AttemptsHeader() {}

  static String of(List<Attempt> attempts) {
    StringBuilder text = new StringBuilder(64 * attempts.size());
    for (int i = 0; i < attempts.size(); i++) {
      Attempt attempt = attempts.get(i);
      text.append(i == 0 ? "" : ", ")
          .append(attempt.target())
          .append(";kind=")
          .append(KINDS.word(attempt.kind()))
          .append(";outcome=")
          .append(word(attempt.outcome()))
          .append(";ms=")
          .append(attempt.elapsedNanos() / 1_000_000);
    }
    return text.toString();
  }

  private static String word(@Nullable Outcome outcome) {
    return outcome == null ? "running" : OUTCOMES.word(outcome);
  }
}
