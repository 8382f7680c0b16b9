package io.rhumb.gateway.upstream;

import io.netty.channel.ChannelConfig;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.impl.HttpClientConnectionInternal;

/** The connection below a call: what is to be made of it when it breaks, and how an answer is held up. */
interface Carrier {

  /** An HTTP/1.1 connection that was made for the call. */
  Carrier FRESH = new Http1(false);

  /** An HTTP/1.1 connection that waited in the pool for the call, and may have died there. */
  Carrier POOLED = new Http1(true);

  /** Whether the connection may have died while it was idle: then the break says nothing of the target. */
  boolean mayHaveDiedIdle(Throwable cause);

  /** Whether the target said that it has not looked at the request, and will not. */
  boolean passedOver(HttpClientRequest request);

  /**
   * Whether the head of a request that is about to be sent may be larger than the target takes; one
   * that is a little smaller may be. Then it is to be sent ahead of the body: one that is too large
   * is refused before it is written, which ends its call and, where the body is written with it, the
   * connection.
   */
  boolean headMayBeTooLarge(HttpClientRequest request);

  /** Whether the connection is lost where a call on it is given up. */
  boolean endsWithItsCall();

  /**
   * Has the target send no more of an answer that has not ended. What is on its way still comes: over HTTP/2 no more than a window, over HTTP/1.1
   * what has been read. Vert.x's own pause would keep that back, and with it the end: a connection that closes then takes both along, and
   * one of HTTP/1.1 that goes back to its pool stays paused.
   */
  void holdUp(HttpClientResponse answer);

  /** Has the target go on. */
  void letSend(HttpClientResponse answer);

  /** One request at a time. */
  record Http1(boolean pooled) implements Carrier {

    @Override
    public boolean mayHaveDiedIdle(Throwable cause) {
      return pooled;
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
    public void holdUp(HttpClientResponse answer) {
      socket(answer).setAutoRead(false);
    }

    @Override
    public void letSend(HttpClientResponse answer) {
      socket(answer).setAutoRead(true);
    }

    private static ChannelConfig socket(HttpClientResponse answer) {
      return ((HttpClientConnectionInternal) answer.request().connection())
          .channelHandlerContext()
          .channel()
          .config();
    }
  }
}
