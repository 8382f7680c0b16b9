package io.rhumb.gateway.log;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestRecord;
import org.jspecify.annotations.Nullable;

/** How much somebody should care, in Cloud Logging's words. */
enum Severity {
  /** For whoever looks for it. */
  DEBUG,
  /** As it should be, or the client's own doing. */
  INFO,
  /** It went well in the end, or was refused to protect the gateway. */
  WARNING,
  /** No target answered, or the gateway has a bug. */
  ERROR;

  /** That of a request. Allocates nothing. */
  static Severity of(RequestRecord record) {
    return switch (record.outcome()) {
      case ANSWERED ->
        record.status() >= 500 ? ERROR : failedOver(record.course()) ? WARNING : INFO;
      case REFUSED, CLIENT_GONE -> INFO;
      case OVERLOADED -> WARNING;
      case STREAM_CUT,
          STREAM_STALLED,
          DEADLINE_EXCEEDED,
          THROTTLED,
          UNAVAILABLE,
          TOO_LARGE,
          INTERNAL -> ERROR;
    };
  }

  private static boolean failedOver(@Nullable Course course) {
    if (course == null) {
      return false;
    }
    for (int i = 0; i < course.attempts().size(); i++) {
      Attempt attempt = course.attempts().get(i);
      if (attempt != course.answeredBy() && failed(attempt.outcome())) {
        return true;
      }
    }
    return false;
  }

  /** One that lost a race did not fail. */
  private static boolean failed(@Nullable Outcome outcome) {
    return outcome != null && !outcome.lost();
  }
}
