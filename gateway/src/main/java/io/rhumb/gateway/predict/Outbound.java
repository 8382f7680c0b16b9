package io.rhumb.gateway.predict;

import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.predict.LoopTimers.Timer;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/** The way back to a client, who has bounded time to take its answer: until then the gateway holds it. Lives on one event loop. */
final class Outbound {

  /** For a stream that was given up to be over; else all of its connection is stuck. A guess. */
  private static final long LINGER_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final LoopTimers timers;
  private final HttpServerRequest request;
  private final Limits limits;

  Outbound(LoopTimers timers, HttpServerRequest request, Limits limits) {
    this.timers = timers;
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
    Timer timer = timers.start(patienceNanos(), this::giveUp);
    out.onComplete(taken -> {
      timer.cancel();
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
    Timer timer = timers.start(LINGER_NANOS, this::breakOff);
    out.onComplete(gone -> {
      if (timer.cancel()) {
        breakOff();
      }
    });
  }

  /** That this client takes nothing is not known: its other streams may be well. */
  private void breakOff() {
    ClientConnection.breakOff(request);
    closeUnlessOver(patienceNanos());
  }

  /** Ends an answer that the client does not take; if it cannot be told so, its connection. */
  void giveUp() {
    ClientConnection.giveUp(request);
    closeUnlessOver(LINGER_NANOS);
  }

  /**
   * The reset of a stream waits behind what the socket has not taken, and until it is out the
   * stream is open: whoever reads nothing would hold it for as long as the connection lives. That of
   * HTTP/1 is closed by now.
   */
  private void closeUnlessOver(long afterNanos) {
    if (request.version() != HttpVersion.HTTP_2 || response().closed()) {
      return;
    }
    Timer unused = timers.start(afterNanos, () -> {
      if (!response().closed()) {
        ClientConnection.close(request);
      }
    });
  }
}
