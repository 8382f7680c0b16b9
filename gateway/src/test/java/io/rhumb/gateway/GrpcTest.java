package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls over gRPC mean to targets that other calls go to as well. Every target is one server, whose words a test decides. */
final class GrpcTest extends EndToEnd {

  /** More than it takes to open a breaker. */
  private static final int MANY = 8;

  private static final Buffer MESSAGE = Buffer.buffer(new byte[] {0, 0, 0, 0, 0});

  private final AtomicInteger reached = new AtomicInteger();
  private HttpClient client;
  private HttpServer server;

  @AfterEach
  void close() {
    await(client.close());
    world.stopGateway();
    await(server.close());
  }

  private void start(HttpVersion version, Handler<HttpServerRequest> behaviour) {
    client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    List<String> names = Stream.of(LOCAL, NEXT, LAST)
        .flatMap(region -> World.endpoint(region).names().stream())
        .toList();
    server = world.vertx.createHttpServer(new HttpServerOptions()
        .setSsl(true)
        .setUseAlpn(true)
        .setAlpnVersions(List.of(version))
        .setKeyCertOptions(world.authority.issue(names).keyCertOptions()));
    server.requestHandler(request -> request.body().onSuccess(body -> {
      reached.incrementAndGet();
      behaviour.handle(request);
    }));
    await(server.listen(0, "127.0.0.1"));
    world
        .target(target -> Configs.address(target, "127.0.0.1", server.actualPort()))
        .start();
  }

  private static HttpServerResponse grpc(HttpServerRequest request) {
    return request.response().putHeader("content-type", "application/grpc");
  }

  /** What a prediction over gRPC is answered: headers and trailers. */
  private MultiMap call() {
    String resource = "projects/any/locations/any/endpoints/linear";
    Buffer message = Buffer.buffer()
        .appendByte((byte) 0)
        .appendInt(2 + resource.length())
        .appendByte((byte) 0x0a)
        .appendByte((byte) resource.length())
        .appendString(resource);
    return await(client
        .request(
            HttpMethod.POST,
            world.gateway().port(),
            "127.0.0.1",
            "/google.cloud.aiplatform.v1.PredictionService/Predict")
        .compose(request -> request
            .putHeader("content-type", "application/grpc")
            .putHeader("te", "trailers")
            .send(message))
        .compose(answer -> answer.end().map(v -> said(answer))));
  }

  private static MultiMap said(HttpClientResponse answer) {
    return MultiMap.caseInsensitiveMultiMap().addAll(answer.headers()).addAll(answer.trailers());
  }

  @Test
  void targetsThatSpeakHttp11Only_areNotToBlame() {
    start(HttpVersion.HTTP_1_1, request -> request.response().end("{}"));

    for (int i = 0; i < MANY; i++) {
      MultiMap answer = call();
      assertThat(answer.get("grpc-status")).as("FAILED_PRECONDITION").isEqualTo("9");
      assertThat(answer.get("grpc-message")).contains("linear", "HTTP/2");
      assertThat(answer.get("x-rhumb-attempts")).contains("outcome=wrong-protocol");
    }

    assertThat(reached).hasValue(0);
    Scrape metrics = Scrape.of(world);
    for (String region : world.regions.keySet()) {
      assertThat(metrics.availability(region)).isEqualTo("admitted");
    }
    assertThat(world.predict().statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gRPC message exceeds maximum size 4194304: 5000000",
        "grpc: received message larger than max (5000000 vs. 4194304)"
      })
  void messageThatATargetFindsTooLarge_isThatClientsOwnMatter(String why) {
    start(HttpVersion.HTTP_2, request -> grpc(request)
        .putHeader("grpc-status", "8")
        .putHeader("grpc-message", why)
        .end());

    MultiMap answer = call();

    assertThat(answer.get("grpc-status")).isEqualTo("8");
    assertThat(answer.get("grpc-message")).isEqualTo(why);
    assertThat(answer.get("x-rhumb-attempts")).contains("outcome=rejected");
    assertThat(reached).hasValue(1);
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("admitted");
  }

  @Test
  void answerWithoutStatus_ofWhatMayHappenOnceOnly_isSoughtNowhereElse() {
    world.model(Configs::once);
    start(HttpVersion.HTTP_2, request -> grpc(request).end(MESSAGE));

    assertThat(call().get("grpc-status")).isEqualTo("14");
    assertThat(reached).hasValue(1);
  }

  @Test
  void unavailable_ofWhatMayHappenOnceOnly_isSoughtNowhereElse() {
    world.model(Configs::once);
    start(
        HttpVersion.HTTP_2,
        request -> grpc(request).putHeader("grpc-status", "14").end());

    assertThat(call().get("grpc-status")).isEqualTo("14");
    assertThat(reached).hasValue(1);
  }
}
