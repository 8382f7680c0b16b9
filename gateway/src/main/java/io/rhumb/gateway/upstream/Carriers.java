package io.rhumb.gateway.upstream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Knows the connections of one event loop by what Vert.x calls them. */
final class Carriers {

  private final Vertx vertx;
  private final Set<HttpConnection> fresh = new HashSet<>();
  private final Map<HttpConnection, Http2Connection> http2 = new HashMap<>();

  Carriers(Vertx vertx) {
    this.vertx = vertx;
  }

  /** An HTTP/1.1 connection was made. */
  void connected(HttpConnection connection) {
    // Whoever asked for it gets it within this turn of the event loop. If nobody does, because that
    // call is over or was served by another connection, it waits in the pool as any other.
    fresh.add(connection);
    vertx.runOnContext(v -> fresh.remove(connection));
    // Calls learn from their own futures that it broke; Vert.x would log that as an error besides.
    connection.exceptionHandler(broken -> {});
    InterimResponses.dropHttp1(((HttpClientConnectionInternal) connection).channelHandlerContext());
  }

  /** An HTTP/2 connection was made. */
  void add(Http2Connection connection) {
    http2.put(connection.connection(), connection);
  }

  /** An HTTP/2 connection is closed, and its streams have been told. */
  void remove(Http2Connection connection) {
    http2.remove(connection.connection());
  }

  /** What carries a request that has just been handed out. */
  Carrier of(HttpConnection connection) {
    Http2Connection shared = http2.get(connection);
    if (shared != null) {
      return shared;
    }
    return fresh.contains(connection) ? Carrier.FRESH : Carrier.POOLED;
  }
}
