package io.rhumb.gateway;

import io.rhumb.gateway.access.Signer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of signing keys, which rotate, or cannot be had. Thread-safe. */
final class Issuer {

  private final HttpServer server;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile List<Signer> signers = List.of();
  private volatile int status = 200;
  private volatile Future<Void> when = Future.succeededFuture();

  private Issuer(Vertx vertx) {
    server = vertx.createHttpServer().requestHandler(this::answer);
  }

  static Issuer start(Vertx vertx, Signer... signers) {
    Issuer issuer = new Issuer(vertx);
    issuer.publish(signers);
    World.await(issuer.server.listen(0, "127.0.0.1"));
    return issuer;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/certs");
  }

  Issuer publish(Signer... now) {
    signers = List.of(now);
    return this;
  }

  Issuer status(int now) {
    status = now;
    return this;
  }

  /** Answers no more until told. */
  Promise<Void> hold() {
    Promise<Void> told = Promise.promise();
    when = told.future();
    return told;
  }

  /** How often it was asked. */
  int asked() {
    return asked.get();
  }

  void stop() {
    World.await(server.close());
  }

  private void answer(HttpServerRequest request) {
    asked.incrementAndGet();
    when.onComplete(v -> request
        .response()
        .setStatusCode(status)
        .putHeader("cache-control", "public, max-age=19800, must-revalidate")
        .end(Signer.set(signers).encode()));
  }
}
