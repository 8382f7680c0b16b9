package io.rhumb.gateway;

import com.google.protobuf.InvalidProtocolBufferException;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** What receives OTLP over HTTP, and refuses what is not quite that. Thread-safe. */
public final class OtlpReceiver {

  /** A span as a test wants to see it. */
  public record Seen(
      String name,
      Span.SpanKind kind,
      String traceId,
      String spanId,
      String parentId,
      boolean error,
      long nanos,
      Map<String, Object> attributes) {

    public Object get(String key) {
      return attributes.get(key);
    }
  }

  private final HttpServer server;
  private final List<Seen> spans = new CopyOnWriteArrayList<>();
  private final List<String> problems = new CopyOnWriteArrayList<>();
  private final List<Map<String, Object>> resources = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean silent;

  private OtlpReceiver(Vertx vertx) {
    // What a client offers with a body is not taken up in the middle of it.
    server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false));
    server.requestHandler(request -> request.body().onSuccess(body -> receive(request, body)));
  }

  public static OtlpReceiver start(Vertx vertx) {
    OtlpReceiver receiver = new OtlpReceiver(vertx);
    World.await(receiver.server.listen(0, "127.0.0.1"));
    return receiver;
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }

  /** Takes what comes, and never answers. */
  OtlpReceiver silent() {
    silent = true;
    return this;
  }

  public void stop() {
    World.await(server.close());
  }

  int requests() {
    return requests.get();
  }

  public List<Seen> spans() {
    return spans;
  }

  public List<String> problems() {
    return problems;
  }

  List<Map<String, Object>> resources() {
    return resources;
  }

  /** The values of the header {@code x-key}. */
  List<String> keys() {
    return keys;
  }

  private void receive(HttpServerRequest request, Buffer body) {
    requests.incrementAndGet();
    if (silent) {
      return;
    }
    if (!request.path().equals("/v1/traces")
        || !"application/x-protobuf".equals(request.getHeader("content-type"))) {
      problems.add(request.path() + " " + request.getHeader("content-type"));
    }
    if (request.getHeader("x-key") != null) {
      keys.add(request.getHeader("x-key"));
    }
    try {
      ExportTraceServiceRequest export = ExportTraceServiceRequest.parseFrom(body.getBytes());
      check(export.getUnknownFields().asMap().isEmpty(), "unknown fields");
      export.getResourceSpansList().forEach(this::receive);
    } catch (InvalidProtocolBufferException broken) {
      problems.add(broken.toString());
    }
    request.response().putHeader("content-type", "application/x-protobuf").end();
  }

  private void receive(ResourceSpans from) {
    resources.add(attributes(from.getResource().getAttributesList()));
    from.getScopeSpansList().forEach(scope -> scope.getSpansList().forEach(this::receive));
  }

  private void receive(Span span) {
    check(span.getUnknownFields().asMap().isEmpty(), "unknown fields in " + span.getName());
    check(span.getTraceId().size() == 16, "trace id of " + span.getName());
    check(span.getSpanId().size() == 8, "span id of " + span.getName());
    check(
        span.getEndTimeUnixNano() >= span.getStartTimeUnixNano() && span.getStartTimeUnixNano() > 0,
        "times of " + span.getName());
    HexFormat hex = HexFormat.of();
    spans.add(new Seen(
        span.getName(),
        span.getKind(),
        hex.formatHex(span.getTraceId().toByteArray()),
        hex.formatHex(span.getSpanId().toByteArray()),
        hex.formatHex(span.getParentSpanId().toByteArray()),
        span.getStatus().getCodeValue() == 2,
        span.getEndTimeUnixNano() - span.getStartTimeUnixNano(),
        attributes(span.getAttributesList())));
  }

  private void check(boolean holds, String what) {
    if (!holds) {
      problems.add(what);
    }
  }

  private static Map<String, Object> attributes(List<KeyValue> list) {
    return list.stream().collect(Collectors.toMap(KeyValue::getKey, one -> value(one.getValue())));
  }

  private static Object value(AnyValue value) {
    return switch (value.getValueCase()) {
      case STRING_VALUE -> value.getStringValue();
      case INT_VALUE -> value.getIntValue();
      case ARRAY_VALUE ->
        value.getArrayValue().getValuesList().stream().map(OtlpReceiver::value).toList();
      default -> throw new AssertionError(value);
    };
  }
}
