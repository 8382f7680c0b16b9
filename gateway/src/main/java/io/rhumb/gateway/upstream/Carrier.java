package io.rhumb.gateway.upstream;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

/** The connection below a call: what is to be made of it when it breaks, and how an answer is held up. */
interface Carrier {

  /** HTTP/2's CANCEL (RFC 9113, section 7); an HTTP/1 connection is closed instead. */
  long CANCEL = 8;

  /** What Vert.x calls it. */
  HttpClientConnection connection();

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

  /** The answer that has just begun is held until it is whole. */
  void gather();

  /** The answer that has begun is not held any more: what still comes of it is thrown away. */
  void letGo();

  /**
   * Has the target send no more of an answer that has not ended. What is on its way still comes: over HTTP/2 no more than a window, over HTTP/1.1
   * what has been read. Vert.x's own pause would keep that back, and with it the end: a connection that closes then takes both along, and
   * one of HTTP/1.1 that goes back to its pool stays paused.
   */
  void holdUp(HttpClientResponse answer);

  /** Has the target go on. */
  void letSend(HttpClientResponse answer);

  /** Gives a call up, whose request was sent, or was not. Does nothing to the connection once the answer has ended, or another call has it. */
  void reset(HttpClientRequest request);

  /** The answer to its call is here to its end. */
  void answered();
}
