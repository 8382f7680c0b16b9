package io.rhumb.gateway.upstream;

import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Knows the connections of one event loop by what Vert.x calls them. */
final class Carriers {

  private final Map<HttpConnection, Carrier> carriers = new HashMap<>();

  /** A connection was made. */
  void add(Carrier carrier) {
    carriers.put(carrier.connection(), carrier);
  }

  /** A connection is closed. */
  void remove(Carrier carrier) {
    carriers.remove(carrier.connection());
  }

  /** What carries a request that has just been handed out. */
  Carrier of(HttpConnection connection) {
    return Objects.requireNonNull(carriers.get(connection));
  }
}
