package io.rhumb.gateway;

import io.rhumb.gateway.stub.IssuedCertificate;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A model server that keeps each request whole and answers what a test says. Thread-safe. */
final class Recorder {

  /** A request as it arrived. */
  record Seen(HttpVersion version, String host, String line, MultiMap headers, Buffer body) {}

  private static final Consumer<HttpServerResponse> USUAL = response -> response.end("{}");

  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Consumer<HttpServerResponse> answer = USUAL;

  /** Over plain HTTP. */
  Recorder(Vertx vertx) {
    this(vertx, new HttpServerOptions());
  }

  private Recorder(Vertx vertx, HttpServerOptions options) {
    server =
        vertx.createHttpServer(options.setMaxHeaderSize(64 * 1024)).requestHandler(this::record);
  }

  /** Over TLS, and over HTTP/2 for who asks. */
  static Recorder tls(Vertx vertx, IssuedCertificate certificate) {
    return new Recorder(
        vertx,
        new HttpServerOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(certificate.keyCertOptions()));
  }

  Future<Integer> start() {
    return server.listen(0, "127.0.0.1").map(HttpServer::actualPort);
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
    answer = USUAL;
  }

  void answer(Consumer<HttpServerResponse> newAnswer) {
    answer = newAnswer;
  }

  List<Seen> seen() {
    return seen;
  }

  /** The one request that arrived. */
  Seen only() {
    if (seen.size() != 1) {
      throw new AssertionError("requests: " + seen.size() + " (expected: 1)");
    }
    return seen.get(0);
  }

  private void record(HttpServerRequest request) {
    request.body().onSuccess(body -> {
      seen.add(new Seen(
          request.version(),
          request.authority().host(),
          request.method() + " " + request.uri(),
          request.headers(),
          body));
      answer.accept(request.response());
    });
  }
}
