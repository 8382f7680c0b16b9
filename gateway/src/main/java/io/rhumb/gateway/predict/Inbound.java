package io.rhumb.gateway.predict;

import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.RequestTrace;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A request that came in: as much as is known of it by now, and the one report of its end. Lives on one event loop. */
final class Inbound {

  /** By which nginx, and google.rpc's CANCELLED, mean that nobody was there to hear. */
  static final int CLIENT_GONE = 499;

  private final HttpServerRequest request;
  private final String id;
  private final LongSupplier clock;
  private final long startNanos;
  private final RequestListener listener;
  private final RequestTrace trace;
  private String caller = "";
  private @Nullable String model;
  private @Nullable String method;
  private boolean over;

  Inbound(HttpServerRequest request, LongSupplier clock, RequestListener listener) {
    this.request = request;
    this.id = RequestId.of(request.getHeader(RequestId.NAME));
    this.clock = clock;
    this.startNanos = clock.getAsLong();
    this.listener = listener;
    this.trace = listener.onBegin(request);
  }

  HttpServerRequest request() {
    return request;
  }

  String id() {
    return id;
  }

  /** How long ago its head came. */
  long elapsedNanos() {
    return clock.getAsLong() - startNanos;
  }

  /** What follows it. */
  RequestTrace trace() {
    return trace;
  }

  /** Notes who asks. */
  void from(String name) {
    caller = name;
  }

  /** Notes what is asked for. */
  void asks(String word) {
    method = word;
  }

  /** What is asked for; null where that is not known. */
  @Nullable
  String method() {
    return method;
  }

  /** Notes whom it is asked of. */
  void of(String name) {
    model = name;
  }

  /** Tells that it got no further than this gateway. */
  void ended(RequestOutcome outcome, int status) {
    ended(outcome, status, request.bytesRead(), 0, null);
  }

  /** Tells that it is over; whatever else becomes of it after that is not told. */
  void ended(
      RequestOutcome outcome,
      int status,
      long requestBytes,
      long answerBytes,
      @Nullable Course course) {
    if (over) {
      return;
    }
    over = true;
    RequestRecord record = new RequestRecord(
        id,
        caller,
        model,
        method,
        outcome,
        status,
        startNanos,
        elapsedNanos(),
        requestBytes,
        answerBytes,
        course);
    trace.ended(record);
    listener.onEnd(record, request, trace.context());
  }
}
