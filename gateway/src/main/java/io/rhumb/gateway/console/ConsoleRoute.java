package io.rhumb.gateway.console;

import io.rhumb.gateway.management.OperatorRoute;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /console/}: the page, its files and its feed; {@code GET /} leads there. Every address in the page is relative, so that it works
 * below any prefix.
 *
 * <p>What models, targets, reasons, callers and request ids are called is decided by others, some of them hostile. The page sets it as text, and
 * the policy that it is served with has the browser refuse everything else: it runs no script but those of the page, loads nothing from
 * elsewhere, and makes no markup out of text ({@code require-trusted-types-for}).
 */
public final class ConsoleRoute implements OperatorRoute {

  private static final String PREFIX = "/console/";
  private static final String INDEX = "index.html";
  private static final List<String> FILES = List.of(
      INDEX,
      "console.css",
      "icon.svg",
      "main.js",
      "feed.js",
      "model.js",
      "marks.js",
      "words.js",
      "dom.js",
      "picture.js",
      "axis.js",
      "plots.js",
      "decisions.js",
      "demo.js");

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private final ConsoleFeed feed;
  private final boolean inside;
  private final Map<String, PageFile> files = new ConcurrentHashMap<>();

  /**
   * Reads a file when it is first asked for: most gateways are never looked at, and none while it starts.
   *
   * @param inside whether it is the operator's port, where more is shown
   */
  public ConsoleRoute(ConsoleFeed feed, boolean inside) {
    this.feed = feed;
    this.inside = inside;
  }

  @Override
  public void addTo(Router router) {
    router.get("/").handler(ConsoleRoute::lead);
    router.getWithRegex("/console").handler(ConsoleRoute::lead);
    router.get(PREFIX + "feed").handler(this::watch);
    for (String file : FILES) {
      String path = PREFIX + (file.equals(INDEX) ? "" : file);
      router.getWithRegex(path.replace(".", "\\.")).handler(routing -> send(file, routing));
    }
  }

  private static void lead(RoutingContext routing) {
    routing.response().setStatusCode(302).putHeader("location", "console/").end();
  }

  private void watch(RoutingContext routing) {
    HttpServerResponse response = protect(routing.response());
    Watcher watcher = new Watcher(
        routing.vertx().getOrCreateContext(),
        routing.request(),
        routing.request().getHeader("last-event-id"),
        inside);
    response.closeHandler(v -> feed.leave(watcher)).exceptionHandler(broken -> feed.leave(watcher));
    feed.join(watcher);
  }

  private void send(String name, RoutingContext routing) {
    PageFile known = files.get(name);
    if (known != null) {
      send(known, routing);
      return;
    }
    routing
        .vertx()
        .executeBlocking(() -> files.computeIfAbsent(name, PageFile::read))
        .onSuccess(file -> send(file, routing))
        .onFailure(routing::fail);
  }

  /** A browser may keep a file, and asks each time whether it is still the same: another version may run behind the same address. */
  private static void send(PageFile file, RoutingContext routing) {
    HttpServerResponse response = protect(routing.response())
        .putHeader("etag", file.tag())
        .putHeader("cache-control", "private, no-cache");
    if (file.tag().equals(routing.request().getHeader("if-none-match"))) {
      response.setStatusCode(304).end();
    } else {
      response.putHeader("content-type", file.type()).end(file.content());
    }
  }

  private static HttpServerResponse protect(HttpServerResponse response) {
    return response
        .putHeader("content-security-policy", POLICY)
        .putHeader("x-content-type-options", "nosniff")
        .putHeader("referrer-policy", "no-referrer")
        .putHeader("cross-origin-opener-policy", "same-origin")
        .putHeader("cross-origin-resource-policy", "same-origin");
  }
}
