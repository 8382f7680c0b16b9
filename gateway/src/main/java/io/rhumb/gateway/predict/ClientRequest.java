package io.rhumb.gateway.predict;

import io.rhumb.gateway.upstream.ClientCredentials;
import io.rhumb.strategy.RouteRequest;
import io.vertx.core.MultiMap;
import java.util.Optional;

/** What a strategy sees of a client's request. */
record ClientRequest(String model, String method, MultiMap headers, long timeLeftNanos)
    implements RouteRequest {

  @Override
  public Optional<String> header(String name) {
    return ClientCredentials.contain(name)
        ? Optional.empty()
        : Optional.ofNullable(headers.get(name));
  }

  /** Without the headers: a strategy may log what it was asked, and among them are credentials. */
  @Override
  public String toString() {
    return model + ":" + method + " within " + timeLeftNanos + " ns";
  }
}
