package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells several listeners, in their order. One of them at the most follows requests. Thread-safe. */
public final class RequestListeners implements RequestListener {

  private final RequestListener[] listeners;

  /** Those. */
  public RequestListeners(List<RequestListener> listeners) {
    this.listeners = listeners.toArray(RequestListener[]::new);
  }

  @Override
  public RequestTrace onBegin(HttpServerRequest request) {
    for (RequestListener listener : listeners) {
      RequestTrace trace = listener.onBegin(request);
      if (trace != RequestTrace.NONE) {
        return trace;
      }
    }
    return RequestTrace.NONE;
  }

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request) {
    onEnd(record, request, null);
  }

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request, @Nullable TraceContext span) {
    for (RequestListener listener : listeners) {
      listener.onEnd(record, request, span);
    }
  }
}
