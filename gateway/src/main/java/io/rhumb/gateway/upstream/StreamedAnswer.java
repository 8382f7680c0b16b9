package io.rhumb.gateway.upstream;

import io.rhumb.gateway.grpc.GrpcStatus;
import io.rhumb.gateway.limit.BufferShare;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A target's answer that is handed on as it comes. What came before somebody {@linkplain #take takes} it is kept; it is to be taken as
 * soon as it is offered. Lives on one event loop.
 */
public final class StreamedAnswer {

  private final HttpClientResponse response;
  private final Carrier carrier;
  private final BoundedBody kept;
  private final BufferShare share;
  private @Nullable Handler<Buffer> taker;
  /** What came although it was paused. */
  private final Queue<Buffer> early = new ArrayDeque<>();

  private boolean paused;
  private boolean heldUp;
  private boolean ended;
  private @Nullable Runnable whenTaken;

  StreamedAnswer(HttpClientResponse response, Carrier carrier, BufferShare share) {
    this.response = response;
    this.carrier = carrier;
    this.share = share;
    this.kept = new BoundedBody(Long.MAX_VALUE, share);
  }

  /** The HTTP status. */
  public int status() {
    return response.statusCode();
  }

  /** Adds the headers that may go on to the client. */
  public void copyHeadersTo(MultiMap client) {
    HeaderRules.RESPONSE.copy(response.headers(), client);
  }

  /** Whether it is a stream of server-sent events in plain text, so that one more can be added behind the last. */
  public boolean ofPlainEvents() {
    return StreamRule.ofEvents(response) && response.getHeader("content-encoding") == null;
  }

  /** Whether it has said, in the way of gRPC, how it ended. */
  public boolean saysHowItEnded() {
    return response.getTrailer(GrpcStatus.HEADER) != null;
  }

  /** Adds the trailers that may go on to the client; once it has ended. */
  public void copyTrailersTo(MultiMap client) {
    HeaderRules.RESPONSE.copy(response.trailers(), client);
  }

  /** Hands over what came so far, at once, and from now on each piece as it comes. Called once. */
  public void take(Handler<Buffer> pieces) {
    taker = pieces;
    Buffer first = kept.bytes();
    share.release();
    if (first.length() > 0) {
      pieces.handle(first);
    }
  }

  /** Lets nothing more come: the target will notice, and stop sending. */
  public void pause() {
    paused = true;
    if (!ended && !heldUp) {
      heldUp = true;
      carrier.holdUp(response);
    }
  }

  /** Lets more come. */
  public void resume() {
    paused = false;
    if (taker != null) {
      handOn(taker);
    }
    if (!paused) {
      letSend();
    }
    if (early.isEmpty() && whenTaken != null) {
      Runnable last = whenTaken;
      whenTaken = null;
      last.run();
    }
  }

  private void handOn(Handler<Buffer> to) {
    while (!paused && !early.isEmpty()) {
      to.handle(early.remove());
    }
  }

  private void letSend() {
    if (heldUp) {
      heldUp = false;
      carrier.letSend(response);
    }
  }

  /**
   * All of it has come: what carried it may carry another.
   *
   * @param last runs once all of it is handed on
   */
  void end(Runnable last) {
    ended = true;
    letSend();
    if (early.isEmpty()) {
      last.run();
    } else {
      whenTaken = last;
    }
  }

  /** It broke off: what nobody has asked for is not handed on any more. */
  void cut() {
    early.clear();
  }

  boolean taken() {
    return taker != null;
  }

  /** A piece came. */
  BoundedBody.Fit add(Buffer piece) {
    if (taker == null) {
      return kept.append(piece);
    }
    if (paused || !early.isEmpty()) {
      early.add(piece);
    } else {
      taker.handle(piece);
    }
    return BoundedBody.Fit.FITS;
  }

  /** How much is kept. */
  long length() {
    return kept.length();
  }

  /** What is kept. */
  Buffer kept() {
    return kept.bytes();
  }

  /** All of it, if it ended before anybody took it. */
  UpstreamAnswer whole() {
    return new UpstreamAnswer(response.statusCode(), response.headers(), kept.bytes());
  }
}
