package io.rhumb.gateway.predict;

import io.rhumb.gateway.limit.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The way back to a client, who has bounded time to take its answer: until then the gateway holds it. Lives on one event loop. */
final class Outbound {

  /** For a stream that was given up to let go of its answer; if it does not, all of the connection is stuck. A guess. */
  private static final long LINGER_MILLIS = 1_000;

  private final Vertx vertx;
  private final HttpServerRequest request;
  private final Limits limits;

  Outbound(Vertx vertx, HttpServerRequest request, Limits limits) {
    this.vertx = vertx;
    this.request = request;
    this.limits = limits;
  }

  HttpServerResponse response() {
    return request.response();
  }

  /** Ends an answer that has not begun. */
  Future<Void> send(GatewayError error) {
    return error.answer(request);
  }

  /**
   * Watches over an answer that was sent.
   *
   * @param out completes when the client has taken it
   * @param over runs when it has, or when it was given up
   */
  void watch(Future<Void> out, Runnable over) {
    if (out.isComplete()) {
      over.run();
      return;
    }
    long timer = vertx.setTimer(limits.bounds().bodyTimeout().toMillis(), id -> giveUp(out));
    out.onComplete(taken -> {
      vertx.cancelTimer(timer);
      over.run();
    });
  }

  /** What the client may take its time over, each time, in nanoseconds. */
  long patienceNanos() {
    return limits.bounds().bodyTimeout().toNanos();
  }

  /**
   * Ends an answer that has begun and cannot be completed, so that the client sees it broken: with HTTP/2 by a reset of its stream, with
   * HTTP/1 by the end of the connection without the last chunk.
   *
   * @param out completes when the client has what there is of it; it is not waited for longer than a second
   */
  void breakOff(Future<Void> out) {
    long timer = vertx.setTimer(LINGER_MILLIS, id -> ClientConnection.breakOff(request));
    out.onComplete(gone -> {
      if (vertx.cancelTimer(timer)) {
        ClientConnection.breakOff(request);
      }
    });
  }

  /** Ends an answer that the client does not take. */
  void giveUp() {
    ClientConnection.giveUp(request);
  }

  private void giveUp(Future<Void> out) {
    giveUp();
    vertx.setTimer(LINGER_MILLIS, id -> {
      if (!out.isComplete()) {
        ClientConnection.close(request);
      }
    });
  }
}
