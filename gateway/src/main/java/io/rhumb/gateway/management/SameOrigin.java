package io.rhumb.gateway.management;

import io.rhumb.gateway.config.ManagementConfig;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another site has a browser ask. Any page that a browser shows may send requests to this machine, and one whose name
 * is made to mean this machine once it is loaded (DNS rebinding) may read the answers too. Programs are let through.
 *
 * <p>Browsers tell this machine, and whom they ask over TLS, where a request comes from (<a
 * href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata</a>). A rebound name is neither, and its page asks of what it takes for its own
 * server: only the name gives it away.
 */
public final class SameOrigin {

  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");
  /** Where links from elsewhere may lead: whatever else is asked for, a page might have opened without being seen. */
  private static final Set<String> PAGES = Set.of("/", "/console", "/console/");

  private final boolean anyName;
  private final Set<String> names = new HashSet<>();

  private SameOrigin(boolean anyName) {
    this.anyName = anyName;
  }

  /** For a port that anybody's name may be made to mean. */
  static SameOrigin of(ManagementConfig config) {
    SameOrigin own = new SameOrigin(false);
    own.names.add(lower(config.host()));
    config.hosts().forEach(name -> own.names.add(lower(name)));
    return own;
  }

  /** For where a key is asked for, which a browser keeps for the name under which it was given. */
  public static SameOrigin underAnyName() {
    return new SameOrigin(true);
  }

  /** Answers 403 to what a page of another site may have asked. */
  void check(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    Optional<String> foreign = foreign(routing);
    String host = host(request);
    if (foreign.isPresent()) {
      refuse(routing, foreign.get());
    } else if (anyName || own(host) || (reads(request) && !ofBrowser(request))) {
      routing.next();
    } else {
      // What this machine calls itself takes a look-up, and is seldom asked for.
      request.pause();
      routing
          .vertx()
          .executeBlocking(() -> ofThisMachine(host), false)
          .onSuccess(own -> {
            request.resume();
            if (own) {
              routing.next();
            } else {
              refuse(
                  routing,
                  "host: " + (host == null ? "missing" : host)
                      + " (expected: localhost, an IP address, this machine's name or"
                      + " one of management.hosts)");
            }
          })
          .onFailure(routing::fail);
    }
  }

  private static Optional<String> foreign(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String site = request.getHeader("sec-fetch-site");
    if (site != null && !OWN_SITES.contains(site) && !opensPage(routing)) {
      return Optional.of("sec-fetch-site: " + site
          + " (expected: same-origin, as of the console's page; else write the address by hand)");
    }
    String origin = request.getHeader("origin");
    if (origin != null
        && !origin.replaceFirst("^https?://", "").equals(request.getHeader("host"))) {
      return Optional.of(
          "origin: " + origin + " (expected: this server, under the name by which it is asked)");
    }
    return Optional.empty();
  }

  private static boolean opensPage(RoutingContext routing) {
    HttpServerRequest request = routing.request();
    String path = routing.normalizedPath();
    String mount = routing.mountPoint();
    return request.method().equals(HttpMethod.GET)
        && "navigate".equals(request.getHeader("sec-fetch-mode"))
        && "document".equals(request.getHeader("sec-fetch-dest"))
        && PAGES.contains(mount == null ? path : path.substring(mount.length() - 1));
  }

  private static boolean reads(HttpServerRequest request) {
    return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
  }

  /** Some let a page take on another user agent, none has it leave out the languages. */
  private static boolean ofBrowser(HttpServerRequest request) {
    String agent = request.getHeader("user-agent");
    return request.headers().contains("sec-fetch-site")
        || request.headers().contains("origin")
        || request.headers().contains("accept-language")
        || (agent != null && agent.startsWith("Mozilla/"));
  }

  private static @Nullable String host(HttpServerRequest request) {
    HostAndPort authority = request.authority();
    return authority == null ? null : lower(authority.host());
  }

  /** Any other name may be made to mean this machine by whoever owns it; an address means what it says. */
  private boolean own(@Nullable String host) {
    return host != null
        && (host.equals("localhost")
            || host.endsWith(".localhost")
            || host.matches("\\d+\\.\\d+\\.\\d+\\.\\d+")
            || host.startsWith("[")
            || names.contains(host));
  }

  private static boolean ofThisMachine(@Nullable String host) {
    try {
      return host != null && host.equalsIgnoreCase(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException nameless) {
      return false;
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static void refuse(RoutingContext routing, String why) {
    OperatorError.send(routing, 403, "PERMISSION_DENIED", why);
  }
}
