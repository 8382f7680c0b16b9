package io.rhumb.gateway.management;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.Decision;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.Words;
import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.Trigger;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** One request as JSON: what became of it, what its strategy had planned, and each attempt that was made. */
public final class DecisionReport {

  private static final Words<AttemptKind> KINDS = Words.of(AttemptKind.class);
  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);
  private static final Words<Trigger> TRIGGERS = Words.of(Trigger.class);

  private DecisionReport() {}

  /** Everything that is known of it. */
  public static JsonObject of(Decision decision) {
    RequestRecord record = decision.record();
    JsonObject report = new JsonObject()
        .put("number", decision.number())
        .put("time", Instant.ofEpochMilli(decision.endMillis()).toString())
        .put("requestId", record.id())
        .put("caller", record.caller())
        .put("model", record.model())
        .put("method", record.method())
        .put("outcome", record.outcome().word())
        .put("status", record.status())
        .put("target", record.answeredBy())
        .put("millis", millis(record.elapsedNanos()))
        .put("requestBytes", record.requestBytes())
        .put("answerBytes", record.answerBytes());
    if (record.firstByteNanos() >= 0) {
      report.put("firstByteMillis", millis(record.firstByteNanos()));
    }
    Course course = record.course();
    return course == null
        ? report
        : report.put("plan", of(course.plan())).put("attempts", attempts(record, course));
  }

  static JsonArray of(RoutePlan plan) {
    JsonArray steps = new JsonArray();
    for (Step step : plan.steps()) {
      steps.add(new JsonObject()
          .put("target", step.target())
          .put("trigger", TRIGGERS.word(step.trigger()))
          .put("delayMillis", millis(step.delayNanos()))
          .put("reason", step.reason()));
    }
    return steps;
  }

  private static JsonArray attempts(RequestRecord record, Course course) {
    JsonArray attempts = new JsonArray();
    for (Attempt attempt : course.attempts()) {
      Outcome outcome = attempt.outcome();
      attempts.add(new JsonObject()
          .put("target", attempt.target())
          .put("kind", KINDS.word(attempt.kind()))
          .put("reason", attempt.reason())
          .put("outcome", outcome == null ? null : OUTCOMES.word(outcome))
          .put("afterMillis", millis(attempt.startNanos() - record.startNanos()))
          .put("millis", millis(attempt.elapsedNanos())));
    }
    return attempts;
  }

  /** To the microsecond: what is finer says nothing, and is hard to read. */
  static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
