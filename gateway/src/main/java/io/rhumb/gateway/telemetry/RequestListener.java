package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;

/** Is told of every request on the predict API, once, when it is over. Health is not told of. */
public interface RequestListener {

  /** Hears nothing. */
  RequestListener NONE = (record, request) -> {};

  /** Tells each of these, in their order. */
  static RequestListener all(RequestListener... listeners) {
    RequestListener[] told = listeners.clone();
    return (record, request) -> {
      for (RequestListener listener : told) {
        listener.onEnd(record, request);
      }
    };
  }

  /**
   * A request is over. Called on its event loop, whose next request waits meanwhile: what takes time belongs elsewhere. Must not throw.
   *
   * @param record what became of it
   * @param request its head; not to be kept
   */
  void onEnd(RequestRecord record, HttpServerRequest request);
}
