package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Is told of every request on the predict API, once, when it is over. Health, and what operators read, are not told of. */
public interface RequestListener {

  /** Hears nothing. (Of a class of its own for the sake of the start, as {@link io.rhumb.engine.ShadowListener#NONE}.) */
  RequestListener NONE = new RequestListener() {
    @Override
    public void onEnd(RequestRecord record, HttpServerRequest request) {}
  };

  /**
   * A request is over. Called on its event loop, whose next request waits meanwhile: what takes time belongs elsewhere. Must not throw.
   *
   * @param record what became of it
   * @param request its head; not to be kept
   */
  void onEnd(RequestRecord record, HttpServerRequest request);

  /**
   * A request came in. Called on its event loop; must not throw. Nothing follows if it asks for health.
   *
   * @param request its head; not to be kept
   * @return what follows it through its attempts
   */
  default RequestTrace onBegin(HttpServerRequest request) {
    return RequestTrace.NONE;
  }

  /**
   * As {@link #onEnd(RequestRecord, HttpServerRequest)}, for those to whom its trace matters. This is the one that is called.
   *
   * @param span where its own span stands in its trace; null if it has none
   */
  default void onEnd(RequestRecord record, HttpServerRequest request, @Nullable TraceContext span) {
    onEnd(record, request);
  }
}
