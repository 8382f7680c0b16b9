package io.rhumb.gateway.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.rhumb.engine.Attempt;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.RequestTrace;
import io.rhumb.gateway.telemetry.TraceContext;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as spans: its own, and one for each attempt below it. Lives on one event loop. */
final class SpanTrace implements RequestTrace {

  private final Tracer tracer;
  private final Span span;
  private final TraceContext context;
  private final Context parent;
  private final List<AttemptSpan> attempts = new ArrayList<>(2);

  /**
   * Begins now.
   *
   * @param caller the span that asks; null if it did not say
   */
  SpanTrace(Tracer tracer, HttpServerRequest request, @Nullable TraceContext caller) {
    this.tracer = tracer;
    SpanBuilder builder =
        tracer.spanBuilder(RequestAttributes.name(request)).setSpanKind(SpanKind.SERVER);
    if (caller == null) {
      builder.setNoParent();
    } else {
      builder.setParent(remote(caller));
    }
    RequestAttributes.ofHead(builder, request);
    this.span = builder.startSpan();
    this.parent = Context.root().with(span);
    this.context = new TraceContext(
        span.getSpanContext().getTraceId(), span.getSpanContext().getSpanId(), true);
  }

  private static Context remote(TraceContext caller) {
    return Context.root()
        .with(Span.wrap(SpanContext.createFromRemoteParent(
            caller.traceId(), caller.spanId(), TraceFlags.getSampled(), TraceState.getDefault())));
  }

  @Override
  public TraceContext context() {
    return context;
  }

  @Override
  public void attemptBegan(Attempt attempt, String model, @Nullable String method, String server) {
    attempts.add(AttemptSpan.begin(tracer, parent, attempt, model, method, server));
  }

  @Override
  public void attemptSent(Attempt attempt, MultiMap headers) {
    attempts.get(attempt.index()).sent(headers);
  }

  @Override
  public void attemptEnded(Attempt attempt, int status) {
    attempts.get(attempt.index()).end(attempt, status);
  }

  @Override
  public void ended(RequestRecord record) {
    RequestAttributes.ofEnd(span, record);
    span.end();
  }
}
