package io.rhumb.gateway.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.rhumb.gateway.telemetry.ClientText;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.strategy.Step;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the span of a request says. */
final class RequestAttributes {

  static final AttributeKey<String> METHOD = stringKey("http.request.method");
  static final AttributeKey<Long> STATUS = longKey("http.response.status_code");
  static final AttributeKey<String> ERROR = stringKey("error.type");
  static final AttributeKey<String> MODEL = stringKey("gen_ai.request.model");
  static final AttributeKey<String> OPERATION = stringKey("gen_ai.operation.name");
  private static final AttributeKey<String> RPC = stringKey("rpc.system");

  private static final AttributeKey<String> METHOD_ORIGINAL =
      stringKey("http.request.method_original");
  private static final AttributeKey<String> PATH = stringKey("url.path");
  private static final AttributeKey<String> SCHEME = stringKey("url.scheme");
  private static final AttributeKey<String> PROTOCOL = stringKey("network.protocol.version");
  private static final AttributeKey<String> USER_AGENT = stringKey("user_agent.original");
  private static final AttributeKey<String> CLIENT = stringKey("client.address");
  private static final AttributeKey<Long> REQUEST_BYTES = longKey("http.request.body.size");
  private static final AttributeKey<Long> ANSWER_BYTES = longKey("http.response.body.size");
  private static final AttributeKey<String> OUTCOME = stringKey("rhumb.outcome");
  private static final AttributeKey<String> TARGET = stringKey("rhumb.target");
  private static final AttributeKey<String> CALLER = stringKey("rhumb.caller");
  private static final AttributeKey<String> REQUEST_ID = stringKey("rhumb.request_id");
  private static final AttributeKey<List<String>> PLAN = stringArrayKey("rhumb.plan");

  /** Which the conventions for HTTP know, "HTTP request method"; others are as good as endless. */
  private static final Set<HttpMethod> METHODS = Set.of(
      HttpMethod.CONNECT,
      HttpMethod.DELETE,
      HttpMethod.GET,
      HttpMethod.HEAD,
      HttpMethod.OPTIONS,
      HttpMethod.PATCH,
      HttpMethod.POST,
      HttpMethod.PUT,
      HttpMethod.TRACE);

  /** Of a method that is not one of them. A guess. */
  private static final int MOST_OF_METHOD = 16;

  private RequestAttributes() {}

  /** What a span is called of which no more is known yet. */
  static String name(HttpServerRequest request) {
    return METHODS.contains(request.method()) ? request.method().name() : "HTTP";
  }

  /** What is known as it comes in. */
  static void ofHead(SpanBuilder span, HttpServerRequest request) {
    putMethod(span, request.method());
    span.setAttribute(PATH, ClientText.path(ClientText.target(request.uri())))
        .setAttribute(SCHEME, request.isSSL() ? "https" : "http")
        .setAttribute(PROTOCOL, version(request.version()));
    String type = request.getHeader("content-type");
    if (type != null && type.startsWith("application/grpc")) {
      span.setAttribute(RPC, "grpc");
    }
    String agent = ClientText.header(request, "user-agent", ClientText.USER_AGENT);
    if (!agent.isEmpty()) {
      span.setAttribute(USER_AGENT, ClientText.plain(agent));
    }
    if (request.remoteAddress() != null && request.remoteAddress().hostAddress() != null) {
      span.setAttribute(CLIENT, request.remoteAddress().hostAddress());
    }
  }

  private static void putMethod(SpanBuilder span, HttpMethod method) {
    if (METHODS.contains(method)) {
      span.setAttribute(METHOD, method.name());
    } else {
      String name = method.name();
      span.setAttribute(METHOD, "_OTHER")
          .setAttribute(
              METHOD_ORIGINAL,
              ClientText.plain(name.substring(0, Math.min(name.length(), MOST_OF_METHOD))));
    }
  }

  /** What became of it. */
  static void ofEnd(Span span, RequestRecord record) {
    span.setAttribute(STATUS, (long) record.status())
        .setAttribute(OUTCOME, record.outcome().word())
        .setAttribute(REQUEST_ID, record.id())
        .setAttribute(REQUEST_BYTES, record.requestBytes())
        .setAttribute(ANSWER_BYTES, record.answerBytes());
    if (!record.caller().isEmpty()) {
      span.setAttribute(CALLER, record.caller());
    }
    if (record.model() != null) {
      span.setAttribute(MODEL, record.model());
    }
    if (record.answeredBy() != null) {
      span.setAttribute(TARGET, record.answeredBy());
    }
    ofMethod(span, record);
    ofCourse(span, record.course());
    ofError(span, record);
  }

  private static void ofMethod(Span span, RequestRecord record) {
    String method = record.method();
    if (method != null) {
      span.setAttribute(OPERATION, GenAi.operation(method));
      span.updateName("POST " + method);
    }
  }

  private static void ofCourse(Span span, @Nullable Course course) {
    if (course != null) {
      span.setAttribute(PLAN, course.plan().steps().stream().map(Step::target).toList());
    }
  }

  /** An error of a server's span is one of the server's making (conventions for HTTP, "Status"). */
  private static void ofError(Span span, RequestRecord record) {
    if (record.status() >= 500) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute(
          ERROR,
          record.outcome() == RequestOutcome.ANSWERED
              ? Integer.toString(record.status())
              : record.outcome().word());
    }
  }

  private static String version(HttpVersion version) {
    return switch (version) {
      case HTTP_1_0 -> "1.0";
      case HTTP_1_1 -> "1.1";
      case HTTP_2 -> "2";
    };
  }
}
