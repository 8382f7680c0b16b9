package io.rhumb.gateway.telemetry;

import io.vertx.core.http.HttpServerRequest;

/** Is told of every request on the predict API, once, when it is over. Health, and what operators read, are not told of. */
public interface RequestListener {

  /** Hears nothing. */
  RequestListener NONE = (record, request) -> {};

  /** Hears it, and then tells another. */
  default RequestListener andThen(RequestListener next) {
    return (record, request) -> {
      onEnd(record, request);
      next.onEnd(record, request);
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
