package io.rhumb.gateway.faults;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.rhumb.gateway.OtlpReceiver.Seen;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What the log, or the trace, says of requests.
 *
 * @param entries by the id of the request
 */
record Journal(Map<String, Entry> entries) {

  /**
   * What it says of one.
   *
   * @param attempts such as {@code us-central1 primary unavailable}; in no order
   * @param nanos from its head to its end
   */
  record Entry(List<String> attempts, long nanos) {}

  /** Lines of requests, as JSON. */
  static Journal ofLog(List<String> lines) {
    return new Journal(lines.stream()
        .map(JsonObject::new)
        .collect(toMap(line -> line.getString("requestId"), Journal::entry)));
  }

  private static Entry entry(JsonObject line) {
    String latency = line.getJsonObject("httpRequest").getString("latency");
    return new Entry(
        line.getJsonArray("attempts").stream()
            .map(JsonObject.class::cast)
            .map(attempt -> words(attempt::getString, "target", "kind", "outcome"))
            .toList(),
        Math.round(Double.parseDouble(latency.replace("s", "")) * 1e9));
  }

  /** Spans of requests, and below them those of their attempts. */
  static Journal ofSpans(List<Seen> spans) {
    Map<String, List<String>> attempts = spans.stream()
        .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
        .collect(groupingBy(
            Seen::parentId,
            mapping(
                span ->
                    words(span::get, "rhumb.target", "rhumb.attempt.kind", "rhumb.attempt.outcome"),
                toList())));
    return new Journal(spans.stream()
        .filter(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
        .collect(toMap(
            span -> String.valueOf(span.get("rhumb.request_id")),
            span -> new Entry(attempts.getOrDefault(span.spanId(), List.of()), span.nanos()))));
  }

  private static String words(Function<String, Object> of, String target, String kind, String how) {
    return of.apply(target) + " " + of.apply(kind) + " " + of.apply(how);
  }
}
