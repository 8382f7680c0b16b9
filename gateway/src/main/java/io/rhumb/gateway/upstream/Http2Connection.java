package io.rhumb.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One HTTP/2 connection with its streams. Lives on one event loop.
 *
 * <p>It <em>leaves</em> when it is to take no more streams: those that it has go on, and with the last one it is closed. A break
 * takes all its streams with it, each of which is told on its own.
 */
final class Http2Connection implements Carrier {

  /**
   * Stream numbers end at 2^31 and cannot be used again (RFC 9113, section 5.1.1): long before that, another connection takes over.
   */
  private static final int LAST_STREAM = 1 << 30;

  /**
   * Between two PINGs: servers take many that come with no data for an attack (gRPC's let two pass and then send GOAWAY). A guess
   * between that and how long a connection may swallow calls.
   */
  private static final Duration BETWEEN_PINGS = Duration.ofSeconds(10);

  private static final int NOT_SAID = Integer.MAX_VALUE;

  private final Vertx vertx;
  private final HttpClientConnection connection;
  private final ChannelHandlerContext channel;
  private final Http2ConnectionHandler handler;
  private final Consumer<Http2Connection> changed;
  private final long patienceMillis;
  private final long keepAliveNanos;
  private final Silence silence;

  private int inFlight;
  private boolean leaving;
  private boolean closed;
  private boolean rested;
  private boolean heard;
  private long idleSinceNanos = System.nanoTime();
  private int lastProcessed = NOT_SAID;

  /**
   * A connection that has just been made.
   *
   * @param bounds its connect timeout is also how long it may be silent, and then how long the answer to a PING may take
   * @param changed is told when a stream has ended, when this takes no more, and when it is closed
   */
  Http2Connection(
      Vertx vertx,
      HttpClientConnection connection,
      UpstreamConfig bounds,
      Consumer<Http2Connection> changed) {
    this.vertx = vertx;
    this.connection = connection;
    this.changed = changed;
    this.patienceMillis = bounds.connectTimeout().toMillis();
    this.keepAliveNanos = bounds.keepAlive().toNanos();
    this.silence = new Silence(bounds.connectTimeout().toNanos(), BETWEEN_PINGS.toNanos());
    // Calls learn from their own futures that it broke; Vert.x would log that as an error besides.
    HttpConnection unwrapped = connection.exceptionHandler(broken -> {});
    // Which is how Vert.x gives out the one below the one that it has wrapped.
    this.channel = ((HttpClientConnectionInternal) unwrapped).channelHandlerContext();
    this.handler = (Http2ConnectionHandler) channel.handler();
    InterimResponses.drop(handler);
    connection.goAwayHandler(goAway -> lastProcessed = goAway.getLastStreamId());
    connection.shutdownHandler(v -> leave());
    connection.closeHandler(v -> gone());
    closeWhenIdle(keepAliveNanos);
  }

  @Override
  public HttpClientConnection connection() {
    return connection;
  }

  /** Whether it takes no more streams, ever. */
  boolean leaving() {
    return leaving;
  }

  /** Whether it is closed, and its streams have been told. */
  boolean closed() {
    return closed;
  }

  /** Whether a stream can be opened now. */
  boolean hasRoom() {
    if (!leaving && inFlight == 0 && idleNanos() > keepAliveNanos) {
      leave();
    }
    // Vert.x counts a stream for a little longer than its call lasts.
    long most = connection.maxActiveStreams();
    return !leaving && inFlight < most && connection.activeStreams() < most;
  }

  /** Opens a stream; to be called only where there is room. The request must be sent in this turn of the event loop. */
  Future<HttpClientRequest> request(RequestOptions options) {
    inFlight++;
    silence.expect(System.nanoTime());
    return connection.request(options).onSuccess(this::watch).onFailure(this::broken);
  }

  /** If nobody needs it just now, it waits, and may die meanwhile. */
  void rest() {
    if (inFlight > 0) {
      return;
    }
    if (leaving) {
      close();
    } else {
      rested = true;
      heard = false;
      idleSinceNanos = System.nanoTime();
    }
  }

  @Override
  public boolean mayHaveDiedIdle(Throwable cause) {
    return rested && !heard && !isOfOneStream(cause);
  }

  @Override
  public boolean passedOver(HttpClientRequest request) {
    return lastProcessed != NOT_SAID && request.streamId() > lastProcessed;
  }

  @Override
  public boolean headMayBeTooLarge(HttpClientRequest request) {
    long bound = handler.encoder().configuration().headersConfiguration().maxHeaderListSize();
    return bound < Http2HeadSize.LARGEST && Http2HeadSize.most(request) > bound;
  }

  @Override
  public boolean endsWithItsCall() {
    return false;
  }

  /** Vert.x has copied them by the time that they can be seen. */
  @Override
  public void gather() {}

  @Override
  public void letGo() {}

  @Override
  public void holdUp(HttpClientResponse answer) {
    widen(answer, -handler.decoder().flowController().initialWindowSize());
  }

  @Override
  public void letSend(HttpClientResponse answer) {
    widen(answer, handler.decoder().flowController().initialWindowSize());
    channel.flush();
  }

  @Override
  public void reset(HttpClientRequest request) {
    request.reset(CANCEL);
  }

  @Override
  public void answered() {
    // Each stream is watched here anyhow.
  }

  /** Has the target fill a window that is so much wider; one without any width is not opened again. */
  private void widen(HttpClientResponse answer, int bytes) {
    Http2Stream stream = handler.connection().stream(answer.request().streamId());
    if (stream == null || !stream.state().remoteSideOpen()) {
      return;
    }
    try {
      handler.decoder().flowController().incrementWindowSize(stream, bytes);
    } catch (Http2Exception broken) {
      handler.onError(channel, true, broken);
    }
  }

  private void watch(HttpClientRequest request) {
    request.response().onSuccess(this::head).onFailure(this::broken);
  }

  private void head(HttpClientResponse response) {
    heard = true;
    silence.heard(System.nanoTime(), true);
    if (response.request().streamId() > LAST_STREAM) {
      leave();
    }
    response.end().onSuccess(v -> whole()).onFailure(this::broken);
  }

  private void whole() {
    silence.heard(System.nanoTime(), inFlight > 1);
    ended();
  }

  private void broken(Throwable cause) {
    if (!isOfOneStream(cause)) {
      // Streams learn of the end of their connection before its own handler does.
      leave();
    } else if (!leaving && silence.suspicious(System.nanoTime())) {
      ask();
    }
    ended();
  }

  private static boolean isOfOneStream(Throwable cause) {
    return cause instanceof StreamResetException || Http2HeadSize.isWhy(cause);
  }

  private void ended() {
    inFlight--;
    rest();
    changed.accept(this);
  }

  private void leave() {
    if (!leaving) {
      leaving = true;
      changed.accept(this);
    }
    rest();
  }

  private void gone() {
    closed = true;
    leave();
    changed.accept(this);
  }

  private void close() {
    if (!closed) {
      // Vert.x' own close would wait for all that is yet to be written.
      connection.shutdown(0, TimeUnit.MILLISECONDS);
    }
  }

  /** Asks the target for a sign of life, and closes the connection if there is none. */
  private void ask() {
    Future<Buffer> pong = connection.ping(Buffer.buffer(new byte[Long.BYTES]));
    long timer = vertx.setTimer(patienceMillis, id -> {
      leave();
      close();
    });
    pong.onSuccess(alive -> {
      vertx.cancelTimer(timer);
      silence.heard(System.nanoTime(), inFlight > 0);
    });
  }

  private void closeWhenIdle(long inNanos) {
    // In whole milliseconds, and not too early.
    vertx.setTimer(TimeUnit.NANOSECONDS.toMillis(inNanos) + 1, id -> {
      long left = keepAliveNanos - (inFlight > 0 ? 0 : idleNanos());
      if (leaving) {
        return;
      }
      if (left > 0) {
        closeWhenIdle(left);
      } else {
        leave();
      }
    });
  }

  private long idleNanos() {
    return System.nanoTime() - idleSinceNanos;
  }
}
