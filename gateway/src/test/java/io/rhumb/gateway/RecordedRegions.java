package io.rhumb.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The APIs of several regions on one port, told apart by their names: keeps each request, and answers what a test says. Thread-safe. */
final class RecordedRegions {

  /** A request as it arrived. */
  record Seen(String region, String line, Buffer body) {}

  private static final String SUFFIX = "-aiplatform.googleapis.com";

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
  private final HttpServer server;

  RecordedRegions(World world, String... regions) {
    HttpServerOptions options = new HttpServerOptions()
        .setSsl(true)
        .setKeyCertOptions(world
            .authority
            .issue(List.of(regions).stream().map(RecordedRegions::host).toList())
            .keyCertOptions());
    server = World.await(
        world.vertx.createHttpServer(options).requestHandler(this::record).listen(0, "127.0.0.1"));
  }

  /** The name of a region's API. */
  static String host(String region) {
    return region + SUFFIX;
  }

  int port() {
    return server.actualPort();
  }

  void stop() {
    World.await(server.close());
  }

  /** Forgets what it saw, and how it was to answer. */
  void reset() {
    seen.clear();
    statuses.clear();
  }

  /** From now on a region answers with that status. */
  void fail(String region, int status) {
    statuses.put(region, status);
  }

  List<Seen> seen() {
    return seen;
  }

  /** The one request that arrived. */
  Seen only() {
    if (seen.size() != 1) {
      throw new AssertionError("requests: " + seen + " (expected: 1)");
    }
    return seen.get(0);
  }

  private void record(HttpServerRequest request) {
    String region = request.authority().host().replace(SUFFIX, "");
    request.body().onSuccess(body -> {
      seen.add(new Seen(region, request.method() + " " + request.uri(), body));
      request.response().setStatusCode(statuses.getOrDefault(region, 200)).end("{}");
    });
  }
}
