package io.rhumb.gateway.predict;

import io.rhumb.gateway.predict.LoopTimers.Timer;
import io.rhumb.gateway.upstream.StreamedAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Carries a stream to its client, piece by piece and no faster than the client takes it: what the client has not taken yet is not
 * fetched. Watches that the target goes on, and that the client does. Lives on one event loop.
 */
final class StreamRelay {

  /** Is told, once, who has kept the other waiting for too long. */
  interface Listener {

    /** Nothing came from the target. */
    void onStall();

    /** The client has taken nothing. */
    void onSlowClient();
  }

  private final LoopTimers timers;
  private final LongSupplier clock;
  private final StreamedAnswer stream;
  private final HttpServerResponse response;
  private final long stallNanos;
  private final long clientNanos;
  private final Listener listener;
  private final EventEnd events = new EventEnd();
  private Future<Void> written = Future.succeededFuture();
  private boolean waitsForClient;
  private long sinceNanos;
  private @Nullable Timer timer;

  /**
   * A stream about to be carried.
   *
   * @param stallNanos for how long nothing may come
   * @param clientNanos for how long the client may take nothing
   */
  StreamRelay(
      LoopTimers timers,
      LongSupplier clock,
      StreamedAnswer stream,
      HttpServerResponse response,
      long stallNanos,
      long clientNanos,
      Listener listener) {
    this.timers = timers;
    this.clock = clock;
    this.stream = stream;
    this.response = response;
    this.stallNanos = stallNanos;
    this.clientNanos = clientNanos;
    this.listener = listener;
  }

  /** Begins. The head of the response must be complete. */
  void start() {
    response.setChunked(true);
    response.drainHandler(v -> goOn());
    sinceNanos = clock.getAsLong();
    // First: what is taken is written at once, and where that fails, it is stopped in the midst.
    watch(Long.MAX_VALUE);
    stream.take(this::carry);
  }

  /**
   * Ends the client's stream as the target's has ended.
   *
   * @return completes when the client has all of it
   */
  Future<Void> end() {
    stop();
    return response.end();
  }

  /** As the other, and says as the target did, in the way of gRPC, how it has ended. */
  Future<Void> endWithTrailers() {
    stream.copyTrailersTo(response.trailers());
    return end();
  }

  /** Ends the client's stream, in the way of gRPC, with what the target said went wrong; if that said nothing, with what is known. */
  Future<Void> end(GatewayError error) {
    if (stream.saysHowItEnded()) {
      return endWithTrailers();
    }
    GrpcAnswer.put(response.trailers(), error);
    return end();
  }

  /** Carries no more. */
  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /**
   * Tells the client what went wrong, where the stream has a way to say so.
   *
   * @return completes when the client has all that there is, or cannot have it
   */
  Future<Void> lastWords(GatewayError error) {
    return stream.ofPlainEvents() && events.here() ? response.write(error.toEvent()) : written;
  }

  private void carry(Buffer piece) {
    events.passed(piece);
    written = response.write(piece);
    sinceNanos = clock.getAsLong();
    if (!waitsForClient && response.writeQueueFull()) {
      waitsForClient = true;
      stream.pause();
    }
  }

  private void goOn() {
    if (waitsForClient) {
      waitsForClient = false;
      sinceNanos = clock.getAsLong();
      stream.resume();
    }
  }

  /** One timer, set again only when it fires: pieces come far more often than it. Whom it waits for may have changed by then. */
  private void watch(long leftNanos) {
    long inNanos = Math.min(leftNanos, Math.min(stallNanos, clientNanos));
    timer = timers.start(inNanos, () -> {
      timer = null;
      long left = sinceNanos + bound() - clock.getAsLong();
      if (left > 0) {
        watch(left);
      } else if (waitsForClient) {
        listener.onSlowClient();
      } else {
        listener.onStall();
      }
    });
  }

  private long bound() {
    return waitsForClient ? clientNanos : stallNanos;
  }
}
