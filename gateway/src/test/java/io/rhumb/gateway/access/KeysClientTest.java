package io.rhumb.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys over real TLS, and what else a server may answer. */
final class KeysClientTest {

  private static final Signer SIGNER = new Signer("first");
  private static final String SET = Signer.set(List.of(SIGNER)).encode();
  private static final ThrowawayAuthority AUTHORITY = ThrowawayAuthority.create();

  private static Vertx vertx;

  private HttpServer server;
  private volatile Consumer<HttpServerResponse> answer = response -> response.end(SET);

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void closeVertx() throws Exception {
    await(vertx.close());
  }

  @BeforeEach
  void startServer() throws Exception {
    server = vertx
        .createHttpServer(new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(AUTHORITY.issue(List.of("localhost")).keyCertOptions()))
        .requestHandler(request -> answer.accept(request.response()));
    await(server.listen(0, "127.0.0.1"));
  }

  @AfterEach
  void stopServer() throws Exception {
    await(server.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private Future<FetchedKeys> fetch(String host, WebClientOptions options) {
    URI url = URI.create("https://" + host + ":" + server.actualPort() + "/certs");
    KeysClient client = new KeysClient(vertx, url, options);
    return client.fetch().eventually(() -> {
      client.close();
      return Future.succeededFuture();
    });
  }

  private FetchedKeys fetch() throws Exception {
    return await(fetch("localhost", trusting()));
  }

  private static WebClientOptions trusting() {
    return new WebClientOptions().setTrustOptions(AUTHORITY.trustOptions());
  }

  private static void assertFails(Future<FetchedKeys> fetched) throws Exception {
    Future<Boolean> failed = fetched.map(false).otherwise(true);
    assertThat(await(failed)).isTrue();
  }

  @Test
  void keys_areFetched_withTheirAge() throws Exception {
    answer =
        response -> response.putHeader("cache-control", "public, max-age=7200").end(SET);
    assertThat(fetch()).isEqualTo(new FetchedKeys(List.of(SIGNER.jwk()), Duration.ofHours(2)));
  }

  @Test
  void serverThatNobodyVouchesFor_isNotBelieved() throws Exception {
    assertFails(fetch("localhost", new WebClientOptions()));
  }

  @Test
  void serverOfAnotherName_isNotBelieved() throws Exception {
    assertFails(fetch("127.0.0.1", trusting()));
  }

  @Test
  void anythingButAKeySet_fails() throws Exception {
    List<Consumer<HttpServerResponse>> answers = List.of(
        response -> response.setStatusCode(503).end(SET),
        response -> response.setStatusCode(404).end(),
        response -> response.setStatusCode(302).putHeader("location", "/other").end(SET),
        response -> response.setStatusCode(204).end(),
        response -> response.end("<html>"),
        response -> response.end("[]"),
        response -> response.end("{\"keys\":[]}"),
        response -> response.end(SET + " ".repeat(1 << 20)),
        response -> response
            .putHeader("content-length", "9999")
            .write("{")
            .onSuccess(v -> response.reset()));
    for (Consumer<HttpServerResponse> other : answers) {
      answer = other;
      assertFails(fetch("localhost", trusting()));
    }
    answer = response -> response.end(SET);
    assertThat(fetch().keys()).hasSize(1);
  }
}
