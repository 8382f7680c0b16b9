package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;

/**
 * Waits until the kernel refuses connections to a port that was closed. With the JDK's NIO the socket outlives the closing of
 * its channel until the selector's next turn: meanwhile connections still succeed, and listening again fails.
 */
final class ClosedPort {

  /** A turn of a selector takes microseconds; if connections still succeed after so many, somebody else listens by now. */
  private static final int MAX_ATTEMPTS = 1_000;

  private final NetClient client;
  private final String host;
  private final int port;

  private ClosedPort(NetClient client, String host, int port) {
    this.client = client;
    this.host = host;
    this.port = port;
  }

  /** Completes once nobody answers there; never fails. */
  static Future<Void> await(Vertx vertx, String host, int port) {
    NetClient client = vertx.createNetClient();
    return new ClosedPort(client, host, port).attempt(MAX_ATTEMPTS).eventually(client::close);
  }

  private Future<Void> attempt(int left) {
    return left == 0
        ? Future.succeededFuture()
        : client
            .connect(port, host)
            .transform(connected -> connected.succeeded()
                ? connected.result().close().transform(closed -> attempt(left - 1))
                : Future.succeededFuture());
  }
}
