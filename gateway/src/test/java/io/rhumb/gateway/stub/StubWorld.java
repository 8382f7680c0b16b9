package io.rhumb.gateway.stub;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** One stub, a client that behaves, and a clock that is moved by hand. */
final class StubWorld implements AutoCloseable {

  static final VertexEndpoint ENDPOINT =
      new VertexEndpoint("us-east4", "demo-project", "123456789", "1111");
  static final String BODY = "{\"instances\":[[1.0],[2.0],[3.0]]}";

  final Vertx vertx = Vertx.vertx();
  final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T12:00:00Z"));
  final InstantSource clock = now::get;
  final TokenIssuer tokens = new TokenIssuer(clock);
  final ThrowawayAuthority authority = ThrowawayAuthority.create();
  final String token = tokens.issue(Duration.ofHours(1)).value();
  final RegionalStub stub;
  final HttpClient client;

  StubWorld(RegionalStubConfig config, Consumer<HttpClientOptions> clientOptions) {
    stub = RegionalStub.create(vertx, config, tokens, authority);
    await(stub.start());
    HttpClientOptions options = new HttpClientOptions().setTrustOptions(authority.trustOptions());
    clientOptions.accept(options);
    client = vertx.createHttpClient(options);
  }

  StubWorld(RegionalStubConfig config) {
    this(config, options -> {});
  }

  StubWorld() {
    this(RegionalStubConfig.of(ENDPOINT));
  }

  /** A request that Vertex would take; each test spoils one thing. */
  Call call() {
    return new Call(this);
  }

  Answered predict() {
    return call().send();
  }

  static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new Failure(e.getCause());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    await(vertx.close());
  }

  /** A future that failed, as expected or not. */
  static final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    Failure(Throwable cause) {
      super(cause);
    }
  }

  /** An answer. */
  record Answered(int status, MultiMap headers, Buffer body) {

    String text() {
      return body.toString();
    }

    JsonObject json() {
      return body.toJsonObject();
    }

    JsonObject error() {
      return json().getJsonObject("error");
    }
  }
}
