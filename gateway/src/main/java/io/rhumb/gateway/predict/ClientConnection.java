package io.rhumb.gateway.predict;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;

/** Ends what a client does not take. */
final class ClientConnection {

  /** HTTP/2's CANCEL (RFC 9113, section 7). */
  private static final long CANCEL = 8;

  /** HTTP/2's INTERNAL_ERROR (RFC 9113, section 7). */
  private static final long INTERNAL_ERROR = 2;

  private ClientConnection() {}

  /** Gives an answer up that nobody takes: the stream, or with HTTP/1 the connection. */
  static void giveUp(HttpServerRequest request) {
    end(request, CANCEL);
  }

  /** Ends an answer that cannot be completed: the stream, or with HTTP/1 the connection. */
  static void breakOff(HttpServerRequest request) {
    end(request, INTERNAL_ERROR);
  }

  private static void end(HttpServerRequest request, long code) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(code);
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
