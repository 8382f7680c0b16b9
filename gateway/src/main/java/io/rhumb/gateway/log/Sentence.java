package io.rhumb.gateway.log;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.Words;
import io.rhumb.strategy.AttemptKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request in one sentence: what JSON has as its message, and text as its line. */
final class Sentence {

  private static final Words<AttemptKind> KINDS = Words.of(AttemptKind.class);
  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);

  private Sentence() {}

  /** Such as {@code predict linear: 200 answered in 31.2 ms (us-central1 primary unavailable 4.0 ms, us-east4 failover success 27.1 ms)}. */
  static String of(RequestLine line) {
    RequestRecord record = line.record();
    StringBuilder text = new StringBuilder(128);
    if (record.method() == null) {
      text.append(line.verb()).append(' ').append(line.path());
    } else {
      text.append(record.method());
      if (record.model() != null) {
        text.append(' ').append(record.model());
      }
    }
    text.append(": ")
        .append(record.status())
        .append(' ')
        .append(record.outcome().word())
        .append(" in ")
        .append(millis(record.elapsedNanos()));
    Course course = record.course();
    if (course != null && !course.attempts().isEmpty()) {
      attempts(text, course);
    }
    return text.toString();
  }

  /** Such as {@code 1204 requests have no line of their own: 1200 ordinary, 4 beyond the bound}; empty if none. */
  static String of(LeftOut leftOut) {
    return leftOut.all() + " requests have no line of their own: " + leftOut.sampled()
        + " ordinary, " + leftOut.overRate() + " beyond the lines of a second, "
        + leftOut.overQueue() + " beyond what could be written";
  }

  static String kind(Attempt attempt) {
    return KINDS.word(attempt.kind());
  }

  static String outcome(@Nullable Outcome outcome) {
    return outcome == null ? "running" : OUTCOMES.word(outcome);
  }

  private static void attempts(StringBuilder text, Course course) {
    String before = " (";
    for (Attempt attempt : course.attempts()) {
      text.append(before)
          .append(attempt.target())
          .append(' ')
          .append(kind(attempt))
          .append(' ')
          .append(outcome(attempt.outcome()))
          .append(' ')
          .append(millis(attempt.elapsedNanos()));
      before = ", ";
    }
    text.append(')');
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
  }
}
