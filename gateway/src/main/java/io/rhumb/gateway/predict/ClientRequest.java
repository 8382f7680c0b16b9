package io.rhumb.gateway.predict;

import io.rhumb.strategy.RouteRequest;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a strategy sees of a client's request. */
record ClientRequest(String model, String method, MultiMap headers, long timeLeftNanos)
    implements RouteRequest {

  private static final Set<String> SECRET = Set.of(
      "authorization",
      "cookie",
      "proxy-authorization",
      "x-api-key",
      "x-goog-api-key",
      "x-serverless-authorization");

  @Override
  public Optional<String> header(String name) {
    return SECRET.contains(name.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.ofNullable(headers.get(name));
  }
}
