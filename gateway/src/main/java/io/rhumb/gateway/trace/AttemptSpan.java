package io.rhumb.gateway.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.TraceContext;
import io.rhumb.gateway.telemetry.Words;
import io.rhumb.strategy.AttemptKind;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** The span of one attempt. Lives on one event loop. */
final class AttemptSpan {

  private static final AttributeKey<String> SERVER = stringKey("server.address");
  private static final AttributeKey<Long> RESENDS = longKey("http.request.resend_count");
  private static final AttributeKey<String> PROVIDER = stringKey("gen_ai.provider.name");
  private static final AttributeKey<String> KIND = stringKey("rhumb.attempt.kind");
  private static final AttributeKey<String> REASON = stringKey("rhumb.attempt.reason");
  private static final AttributeKey<String> OUTCOME = stringKey("rhumb.attempt.outcome");
  private static final AttributeKey<String> TARGET = stringKey("rhumb.target");
  private static final AttributeKey<String> REGION = stringKey("rhumb.target.region");

  private static final Words<AttemptKind> KINDS = Words.of(AttemptKind.class);
  private static final Words<Outcome> OUTCOMES = Words.of(Outcome.class);

  private final Span span;
  private long sent;

  private AttemptSpan(Span span) {
    this.span = span;
  }

  static AttemptSpan begin(
      Tracer tracer,
      Context parent,
      Attempt attempt,
      String model,
      @Nullable String method,
      String server) {
    String operation = GenAi.operation(method == null ? "predict" : method);
    SpanBuilder builder = tracer
        .spanBuilder(operation + " " + model)
        .setSpanKind(SpanKind.CLIENT)
        .setParent(parent)
        .setAttribute(RequestAttributes.METHOD, "POST")
        .setAttribute(SERVER, server)
        .setAttribute(PROVIDER, "gcp.vertex_ai")
        .setAttribute(RequestAttributes.OPERATION, operation)
        .setAttribute(RequestAttributes.MODEL, model)
        .setAttribute(TARGET, attempt.target())
        .setAttribute(REGION, attempt.destination().region())
        .setAttribute(KIND, KINDS.word(attempt.kind()))
        .setAttribute(REASON, attempt.reason());
    return new AttemptSpan(builder.startSpan());
  }

  /** Tells the target, and it alone: Google's older header would tell it of another parent. */
  void sent(MultiMap headers) {
    sent++;
    SpanContext context = span.getSpanContext();
    headers.set(
        TraceContext.HEADER,
        new TraceContext(context.getTraceId(), context.getSpanId(), true).parent());
    headers.remove(TraceContext.GOOGLE_HEADER);
  }

  void end(Attempt attempt, int status) {
    if (sent > 1) {
      span.setAttribute(RESENDS, sent - 1);
    }
    if (status > 0) {
      span.setAttribute(RequestAttributes.STATUS, (long) status);
    }
    Outcome outcome = attempt.outcome();
    if (outcome != null) {
      span.setAttribute(OUTCOME, OUTCOMES.word(outcome));
      if (failed(outcome)) {
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(
            RequestAttributes.ERROR,
            outcome == Outcome.REJECTED ? Integer.toString(status) : OUTCOMES.word(outcome));
      }
    }
    span.end();
  }

  /** Nobody is to blame for what was given up because it was not needed any more. */
  private static boolean failed(Outcome outcome) {
    return switch (outcome) {
      case SUCCESS, LOST, LOST_EXTRA, CLIENT_GONE -> false;
      default -> true;
    };
  }
}
