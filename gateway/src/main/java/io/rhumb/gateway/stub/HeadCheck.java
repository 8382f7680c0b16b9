package io.rhumb.gateway.stub;

import io.netty.util.NetUtil;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Looks at the head of a request, in the order in which Google's front end does: Host, path, credentials, the rest. */
final class HeadCheck {

  /** Taken from Google's front end. */
  private static final String BAD_CREDENTIALS =
      "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
          + "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

  private static final String NO_CREDENTIALS =
      "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid "
          + "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";

  private static final String BEARER = "Bearer ";

  /**
   * Headers that end at a gateway: those of one hop (RFC 9110, section 7.6.1), and credentials that only its client has.
   * Transfer-encoding is not among them, since it is made anew for each hop.
   */
  private static final List<CharSequence> LEFTOVERS = List.of(
      HttpHeaders.createOptimized("cookie"),
      HttpHeaders.createOptimized("x-goog-api-key"),
      HttpHeaders.createOptimized("x-api-key"),
      HttpHeaders.createOptimized("proxy-authorization"),
      HttpHeaders.createOptimized("proxy-connection"),
      HttpHeaders.createOptimized("keep-alive"),
      HttpHeaders.createOptimized("te"),
      HttpHeaders.createOptimized("upgrade"));

  private final Routes routes;
  private final Map<String, Entrance> hosts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final TokenIssuer tokens;

  HeadCheck(RegionalStubConfig config, TokenIssuer tokens) {
    this.tokens = tokens;
    VertexEndpoint endpoint = config.endpoint();
    routes = new Routes(endpoint, config.publisherModels());
    hosts.put(endpoint.publicName(), Entrance.PUBLIC);
    hosts.put(endpoint.dedicatedName(), Entrance.DEDICATED);
    hosts.put(endpoint.pscName(), Entrance.PRIVATE);
    if (config.plain()) {
      hosts.put("localhost", Entrance.PUBLIC);
    }
  }

  /** What is called, and how it is to be answered. */
  Head check(HttpServerRequest request) throws RefusedException {
    Entrance entrance = entrance(request.authority());
    Route route = routes.find(request.path());
    if (route == null
        || !route.method().isServed(route.resource(), entrance)
        || !request.method().equals(HttpMethod.POST)) {
      throw new RefusedException(
          404, "Requested entity was not found: " + request.method() + " " + request.path() + ".");
    }
    checkToken(request.headers());
    checkLeftovers(request.headers());
    // Only the shared front end is known to look at what it does not know.
    boolean known = entrance == Entrance.PUBLIC && route.method() != VertexMethod.INVOKE;
    return new Head(route, Query.of(request.query(), known));
  }

  /** The port is not compared: a stub rarely listens on the port that it stands for. */
  private Entrance entrance(@Nullable HostAndPort authority) throws RefusedException {
    String host = authority == null ? "" : authority.host();
    Entrance entrance = hosts.get(host);
    if (entrance != null) {
      return entrance;
    }
    // Google's own SDK sends the address as Host over Private Service Connect.
    if (NetUtil.isValidIpV4Address(host) || NetUtil.isValidIpV6Address(host)) {
      return Entrance.PRIVATE;
    }
    throw new RefusedException(
        404, "The requested URL was not found on this server: no host " + host + ".");
  }

  private void checkToken(MultiMap headers) throws RefusedException {
    String authorization = headers.get(HttpHeaders.AUTHORIZATION);
    if (authorization == null) {
      throw new RefusedException(401, NO_CREDENTIALS);
    }
    if (!authorization.startsWith(BEARER)
        || !tokens.accepts(authorization.substring(BEARER.length()))) {
      throw new RefusedException(401, BAD_CREDENTIALS);
    }
  }

  private static void checkLeftovers(MultiMap headers) throws RefusedException {
    for (CharSequence leftover : LEFTOVERS) {
      if (headers.contains(leftover)) {
        throw new RefusedException(
            400, "Request contains a header that must not be forwarded: " + leftover + ".");
      }
    }
    for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String option : connection.split(",", -1)) {
        checkConnectionOption(option.strip().toLowerCase(Locale.ROOT));
      }
    }
  }

  private static void checkConnectionOption(String option) throws RefusedException {
    if (!option.equals("keep-alive") && !option.equals("close")) {
      throw new RefusedException(
          400, "Request contains a header that must not be forwarded: connection: " + option + ".");
    }
  }

  /**
   * A head without a mistake.
   *
   * @param route what is called
   * @param query how it is to be answered
   */
  record Head(Route route, Query query) {

    /** Whether the answer will be one JSON array, bit by bit. */
    boolean isArray() {
      boolean streams = route.method() == VertexMethod.STREAM_GENERATE_CONTENT
          || route.method() == VertexMethod.SERVER_STREAMING_PREDICT;
      return streams && !query.sse();
    }
  }
}
