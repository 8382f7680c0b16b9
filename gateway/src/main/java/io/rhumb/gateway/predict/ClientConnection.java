package io.rhumb.gateway.predict;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/** Ends what a client does not take. */
final class ClientConnection {

  /** HTTP/2's CANCEL (RFC 9113, section 7). */
  private static final long CANCEL = 8;

  private ClientConnection() {}

  /** Gives an answer up: the stream, or with HTTP/1 the connection. */
  static void giveUp(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(CANCEL);
    } else {
      close(request);
    }
  }

  /** Closes the connection at once. Vert.x's own close would first wait for what is unsent to be taken. */
  static void close(HttpServerRequest request) {
    HttpServerConnection connection = (HttpServerConnection) request.connection();
    connection.channelHandlerContext().close().addListener(closed -> {});
  }
}
