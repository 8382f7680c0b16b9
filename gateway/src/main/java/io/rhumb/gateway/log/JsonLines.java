package io.rhumb.gateway.log;

import io.rhumb.engine.Attempt;
import io.rhumb.gateway.telemetry.ClientText;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.TraceContext;
import io.rhumb.strategy.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lines as Cloud Logging reads them.
 *
 * @see <a href="https://cloud.google.com/logging/docs/structured-logging">Structured logging</a>
 */
final class JsonLines implements Lines {

  private final Supplier<@Nullable String> project;

  /**
   * Lines.
   *
   * @param project of Google Cloud that traces belong to, as far as it is known by then
   */
  JsonLines(Supplier<@Nullable String> project) {
    this.project = project;
  }

  @Override
  public String of(RequestLine line, LeftOut leftOut) {
    RequestRecord record = line.record();
    JsonObject json = head(Severity.of(record), Sentence.of(line), line.endMillis())
        .put("httpRequest", request(line));
    TraceContext trace = line.trace();
    if (trace != null) {
      put(json, trace);
    }
    json.put("requestId", record.id()).put("outcome", record.outcome().word());
    putIfAny(json, "model", record.model());
    putIfAny(json, "method", record.method());
    putIfAny(json, "caller", record.caller());
    putIfAny(json, "target", record.answeredBy());
    if (record.firstByteNanos() >= 0) {
      json.put("firstByteMillis", millis(record.firstByteNanos()));
    }
    Course course = record.course();
    if (course != null) {
      json.put(
              "plan",
              new JsonArray(course.plan().steps().stream().map(Step::target).toList()))
          .put("attempts", attempts(record, course));
    }
    return withLeftOut(json, leftOut).encode();
  }

  @Override
  public String of(LeftOut leftOut, long nowMillis) {
    return withLeftOut(head(severity(leftOut), Sentence.of(leftOut), nowMillis), leftOut)
        .encode();
  }

  /** That ordinary requests have no line is as it should be. */
  static Severity severity(LeftOut leftOut) {
    return leftOut.lost() > 0 ? Severity.WARNING : Severity.INFO;
  }

  static JsonObject head(Severity severity, String message, long millis) {
    return new JsonObject()
        .put("severity", severity.name())
        .put("message", message)
        .put("time", Instant.ofEpochMilli(millis).toString());
  }

  /** LogEntry's HttpRequest; as ever in Google's JSON, what has 64 bits is text. */
  private static JsonObject request(RequestLine line) {
    RequestRecord record = line.record();
    JsonObject json = new JsonObject()
        .put("requestMethod", line.verb())
        .put("requestUrl", line.path())
        .put("status", record.status())
        .put("requestSize", Long.toString(record.requestBytes()))
        .put("responseSize", Long.toString(record.answerBytes()))
        .put("latency", seconds(record.elapsedNanos()))
        .put("protocol", line.protocol());
    putIfAny(json, "userAgent", ClientText.plain(line.userAgent()));
    putIfAny(json, "remoteIp", line.remoteIp());
    return json;
  }

  private void put(JsonObject json, TraceContext trace) {
    String where = project.get();
    if (where != null) {
      json.put("logging.googleapis.com/trace", "projects/" + where + "/traces/" + trace.traceId())
          .put("logging.googleapis.com/spanId", trace.spanId())
          .put("logging.googleapis.com/trace_sampled", trace.sampled());
    }
  }

  private static JsonArray attempts(RequestRecord record, Course course) {
    JsonArray attempts = new JsonArray();
    for (Attempt attempt : course.attempts()) {
      attempts.add(new JsonObject()
          .put("target", attempt.target())
          .put("region", attempt.destination().region())
          .put("kind", Sentence.kind(attempt))
          .put("outcome", Sentence.outcome(attempt.outcome()))
          .put("afterMillis", millis(attempt.startNanos() - record.startNanos()))
          .put("millis", millis(attempt.elapsedNanos())));
    }
    return attempts;
  }

  private static JsonObject withLeftOut(JsonObject json, LeftOut leftOut) {
    return leftOut.all() == 0
        ? json
        : json.put(
            "leftOut",
            new JsonObject()
                .put("ordinary", leftOut.sampled())
                .put("overRate", leftOut.overRate())
                .put("overQueue", leftOut.overQueue()));
  }

  private static void putIfAny(JsonObject json, String key, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      json.put(key, value);
    }
  }

  /** A Duration in Google's JSON, to the microsecond. */
  private static String seconds(long nanos) {
    return BigDecimal.valueOf(nanos / 1_000, 6).toPlainString() + "s";
  }

  /** To the microsecond. */
  private static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }
}
