package io.rhumb.gateway.predict;

import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.predict.LoopTimers.Timer;
import io.rhumb.gateway.upstream.BoundedBody;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * Reads a request's body whole, up to a bound, to the room that the gateway has and to the time that it gives. A client that announces
 * more is refused before it sends a byte; room for what it announces is held from then on. One that asks for leave to send ({@code
 * Expect: 100-continue}) is given it.
 */
final class BodyReader {

  /** Why there is no body. */
  enum Failure {
    /** It is larger than its bound. */
    TOO_LARGE,
    /** The gateway holds too much already. */
    NO_ROOM,
    /** It was not whole in time. */
    TOO_SLOW,
    /** It was not whole when its client would have had to have an answer. */
    TOO_LATE,
    /** The client went away, or what it sent cannot be read: nobody is there to be told. */
    GONE
  }

  private final LoopTimers timers;
  private final long most;
  private final Limits limits;

  BodyReader(LoopTimers timers, long most, Limits limits) {
    this.timers = timers;
    this.most = most;
    this.limits = limits;
  }

  /**
   * Reads a body. To be called as the request comes in, on its event loop. One of the two is told, once.
   *
   * @param patienceNanos how long the client will wait for its answer
   * @param share counts the body; the caller releases it
   * @param whole is given the body
   * @param failed is told why there is none; nobody reads any more what came of it
   */
  void read(
      HttpServerRequest request,
      long patienceNanos,
      BufferShare share,
      Consumer<Buffer> whole,
      Consumer<Failure> failed) {
    BoundedBody body = new BoundedBody(most, share);
    switch (body.announce(request.getHeader("content-length"))) {
      case TOO_LARGE -> failed.accept(Failure.TOO_LARGE);
      case NO_ROOM -> failed.accept(Failure.NO_ROOM);
      case FITS -> {
        if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
          request.response().writeContinue();
        }
        if (body.mayBeLong()) {
          ClientConnection.gather(request);
        }
        new Reading(request, patienceNanos, body, whole, failed).start();
      }
    }
  }

  /** A body on its way in. */
  private final class Reading {

    private final HttpServerRequest request;
    private final BoundedBody body;
    private final Consumer<Buffer> whole;
    private final Consumer<Failure> failed;
    private final Timer timer;

    Reading(
        HttpServerRequest request,
        long patienceNanos,
        BoundedBody body,
        Consumer<Buffer> whole,
        Consumer<Failure> failed) {
      this.request = request;
      this.body = body;
      this.whole = whole;
      this.failed = failed;
      long granted = limits.bounds().bodyTimeout().toNanos();
      this.timer = patienceNanos < granted
          ? timers.start(patienceNanos, () -> end(Failure.TOO_LATE))
          : timers.start(granted, () -> end(Failure.TOO_SLOW));
    }

    void start() {
      request.exceptionHandler(gone -> end(Failure.GONE));
      request.handler(this::append);
      request.endHandler(v -> {
        stop();
        whole.accept(body.bytes());
      });
    }

    private void append(Buffer piece) {
      switch (body.append(piece)) {
        case FITS -> {}
        case TOO_LARGE -> end(Failure.TOO_LARGE);
        case NO_ROOM -> end(Failure.NO_ROOM);
      }
    }

    private void end(Failure why) {
      stop();
      ClientConnection.letGo(request);
      failed.accept(why);
    }

    /** What still comes is dropped unread. */
    private void stop() {
      timer.cancel();
      request.exceptionHandler(ignored -> {});
      if (!request.isEnded()) {
        request.handler(ignored -> {});
        request.endHandler(ignored -> {});
      }
    }
  }
}
