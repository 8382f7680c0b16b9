package io.rhumb.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * Lets pages of this very server change something, and people at a terminal, and nobody else's pages: any page that a browser shows may send
 * requests to this machine.
 */
final class SameOrigin {

  private SameOrigin() {}

  /** Answers 403 to what may come from another page, unless it only reads. */
  static void check(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    if (request.method().equals(HttpMethod.GET) || own(request)) {
      routing.next();
    } else {
      routing
          .response()
          .setStatusCode(403)
          .putHeader("content-type", "application/json")
          .end(
              "{\"error\":\"origin: not this page's own (expected: this server, by localhost or its"
                  + " address)\"}");
    }
  }

  private static boolean own(HttpServerRequest request) {
    HostAndPort host = request.authority();
    String origin = request.getHeader("origin");
    String site = request.getHeader("sec-fetch-site");
    return host != null
        && sure(host.host())
        && (origin == null || origin.equals("http://" + request.getHeader("host")))
        && (site == null || site.equals("same-origin"));
  }

  /** Any other name may be made to mean this machine by whoever owns it (DNS rebinding); an address means what it says. */
  private static boolean sure(@Nullable String host) {
    return host != null
        && (host.equalsIgnoreCase("localhost")
            || host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
            || host.startsWith("["));
  }
}
