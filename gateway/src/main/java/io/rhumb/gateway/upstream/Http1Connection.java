package io.rhumb.gateway.upstream;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.rhumb.gateway.page.PagePool;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One connection of HTTP/1.1, over which goes one call at a time. Lives on one event loop. */
final class Http1Connection implements Carrier, Http1Origin.Connection {

  private final HttpClientConnection connection;
  private final HttpClientConnectionInternal internal;
  private final ChannelHandlerContext vertx;
  private final Channel channel;
  private final Http1Filter filter;
  private Consumer<Http1Origin.Connection> freed = ignored -> {};
  private Consumer<Http1Origin.Connection> gone = ignored -> {};
  private boolean busy;
  /** Of the call that it is busy with; absent between calls. */
  private @Nullable HttpClientRequest carried;
  /** Whether its call is over, and it is not yet free. */
  private boolean ended;

  private boolean rested;
  private boolean closed;

  /**
   * A connection that has just been made, and of which nobody has heard.
   *
   * @param pagePool for long answers
   */
  Http1Connection(HttpClientConnection connection, PagePool pagePool) {
    this.connection = connection;
    // Calls learn from their own futures that it broke; Vert.x would log that as an error besides.
    HttpConnection unwrapped = connection.exceptionHandler(broken -> {});
    // Which is how Vert.x gives out the one below the one that it has wrapped.
    this.internal = (HttpClientConnectionInternal) unwrapped;
    this.vertx = internal.channelHandlerContext();
    this.channel = vertx.channel();
    this.filter = Http1Filter.addTo(vertx, pagePool, this::free);
    internal.evictionHandler(v -> gone());
  }

  @Override
  public HttpClientConnection connection() {
    return connection;
  }

  @Override
  public void owner(Consumer<Http1Origin.Connection> freed, Consumer<Http1Origin.Connection> gone) {
    this.freed = freed;
    this.gone = gone;
    if (closed) {
      gone.accept(this);
    }
  }

  @Override
  public Future<HttpClientRequest> request(RequestOptions options) {
    busy = true;
    return connection.request(options).onSuccess(made -> carried = made);
  }

  /** One that still has much to write of what it was answered ahead of would keep the next call waiting. */
  @Override
  public boolean usable() {
    return !closed && channel.isActive() && channel.isWritable() && internal.isValid();
  }

  @Override
  public void rest() {
    rested = true;
  }

  @Override
  public void close() {
    connection.shutdown(0, TimeUnit.MILLISECONDS);
    closeWithWhatIsUnsent();
  }

  /** Vert.x's own end would first wait for the target to take it, and TLS for three seconds, to say goodbye behind it. */
  private void closeWithWhatIsUnsent() {
    ChannelHandlerContext below =
        channel.isWritable() ? null : channel.pipeline().firstContext();
    ChannelFuture unused = below == null ? vertx.close() : below.close();
  }

  @Override
  public boolean mayHaveDiedIdle(Throwable cause) {
    return rested;
  }

  @Override
  public boolean passedOver(HttpClientRequest request) {
    return false;
  }

  @Override
  public boolean headMayBeTooLarge(HttpClientRequest request) {
    return false;
  }

  @Override
  public boolean endsWithItsCall() {
    return true;
  }

  @Override
  public void gather() {
    filter.gather();
  }

  @Override
  public void letGo() {
    filter.letGo();
  }

  @Override
  public void holdUp(HttpClientResponse answer) {
    channel.config().setAutoRead(false);
  }

  @Override
  public void letSend(HttpClientResponse answer) {
    channel.config().setAutoRead(true);
  }

  @Override
  public void reset(HttpClientRequest request) {
    request.reset(CANCEL);
    // A call that is kept by its client may be given up when another has its connection.
    if (!busy || ended || request != carried) {
      return;
    }
    // One that was on its way takes the connection along, one that was not leaves it as it was.
    if (internal.activeStreams() == 0) {
      ended = true;
      channel.eventLoop().execute(this::free);
    } else {
      closeWithWhatIsUnsent();
    }
  }

  /** What was read with the answer is not yet looked at: if it were of another one, that would be the next call's. */
  @Override
  public void answered() {
    ended = true;
  }

  /** One that Vert.x has begun to close, as its target wants it, may still have a request to write that was answered ahead of its end. */
  private void free() {
    if (ended) {
      ended = false;
      busy = false;
      // All of its exchange is behind it, and the strategy that has planned that.
      carried = null;
      rested = true;
      if (!closed) {
        freed.accept(this);
      } else if (channel.isActive()) {
        closeWithWhatIsUnsent();
      }
    }
  }

  private void gone() {
    closed = true;
    gone.accept(this);
  }
}
