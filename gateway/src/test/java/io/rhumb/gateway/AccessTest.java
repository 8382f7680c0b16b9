package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.access.Sha256;
import io.rhumb.gateway.config.AccessConfig;
import io.rhumb.gateway.config.ApiKeyConfig;
import io.rhumb.gateway.config.ResidencyConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** API keys: who shows one may call, and what it allows. */
final class AccessTest extends EndToEnd {

  private static final String KEY = "rhumb_S0meKeyThatNobodyElseHas-0123456789_abcdefg";
  private static final String OTHER = "rhumb_An0therKeyThatNobodyElseHas-0123456789_abc";
  private static final String WRONG = "rhumb_N0KeyThatAnybodyHasEverHad-0123456789_abcd";

  private static ApiKeyConfig key(String id, String key) {
    return new ApiKeyConfig(id, List.of(Sha256.of(key).hex()), List.of(), List.of());
  }

  private static ApiKeyConfig regional(String... regions) {
    return new ApiKeyConfig("shop", List.of(Sha256.of(KEY).hex()), List.of(), List.of(regions));
  }

  private static void start(ApiKeyConfig... keys) {
    world
        .config(config -> config.withAccess(new AccessConfig(List.of(keys), Optional.empty())))
        .start();
  }

  private static HttpResponse<Buffer> send(HttpRequest<Buffer> request) {
    return await(request.sendBuffer(Buffer.buffer(World.BODY)));
  }

  private static HttpResponse<Buffer> predictWith(String header, String value) {
    return send(world.post("/predict").putHeader(header, value));
  }

  private static String message(HttpResponse<Buffer> answer) {
    return answer.bodyAsJsonObject().getJsonObject("error").getString("message");
  }

  private static void assertRefused(HttpResponse<Buffer> answer) {
    assertGatewayError(401, "UNAUTHENTICATED", answer);
    assertThat(answer.getHeader("www-authenticate")).isEqualTo("Bearer realm=\"rhumb\"");
    assertReached(0, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "authorization,Bearer " + KEY,
    "authorization,bearer   " + KEY,
    "x-api-key," + KEY,
    "X-Goog-Api-Key," + KEY
  })
  void key_whereverAnSdkPutsIt_isAccepted(String header, String value) {
    start(key("shop", KEY), key("batch", OTHER));
    assertServedLocally(predictWith(header, value));
  }

  @ParameterizedTest
  @CsvSource({
    "x-other,none",
    "authorization,Bearer " + WRONG,
    "authorization,Basic " + KEY,
    "authorization," + KEY,
    "authorization,Bearer",
    "x-api-key," + WRONG,
    "x-api-key,Bearer " + KEY,
    "x-goog-api-key," + KEY + "x",
    "x-goog-iap-jwt-assertion," + KEY
  })
  void anythingElse_isRefused_withOneAndTheSameMessage(String header, String value) {
    start(key("shop", KEY));
    HttpResponse<Buffer> answer = predictWith(header, value);
    assertRefused(answer);
    assertThat(message(answer)).isEqualTo(message(send(world.post("/predict"))));
  }

  @Test
  void hashOfTheKey_isNoKey() {
    start(key("shop", KEY));
    assertRefused(predictWith("x-api-key", Sha256.of(KEY).hex()));
  }

  @Test
  void oneGoodCredential_beside_anotherOne_suffices() {
    start(key("shop", KEY));
    assertServedLocally(send(world
        .post("/predict")
        .putHeader("authorization", "Bearer ya29.of-an-sdk")
        .putHeader("x-goog-api-key", KEY)));
  }

  @Test
  void keyInTheQuery_isRefused_andTheMessageSaysWhere() {
    start(key("shop", KEY));
    HttpResponse<Buffer> answer = send(world.post("/predict?alt=sse&key=" + KEY));
    assertRefused(answer);
    assertThat(message(answer)).startsWith("query: key").contains("x-goog-api-key");
    assertThat(Scrape.of(world).sum("rhumb_access_refused_total", "reason=\"key-in-query\""))
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/predict/fraud", "/v1/models/nobody:predict"})
  void stranger_isNotTold_whetherAModelExists(String path) {
    start(key("shop", KEY));
    assertRefused(send(world.post(path)));
    assertRefused(
        await(world.client.get(world.gateway().port(), "127.0.0.1", "/predict").send()));
  }

  @Test
  void health_isOpen() {
    start(key("shop", KEY));
    assertThat(world.health().statusCode()).isEqualTo(200);
  }

  @Test
  void model_thatTheKeyMayNotCall_is403() {
    world.config(config -> Configs.models(
            config,
            Configs.model(
                config.models().get("linear"),
                "fraud",
                config.models().get("linear").targets()))
        .withAccess(new AccessConfig(
            List.of(
                new ApiKeyConfig(
                    "shop", List.of(Sha256.of(KEY).hex()), List.of("fraud"), List.of()),
                key("batch", OTHER)),
            Optional.empty())));
    world.start();

    assertPredictedBy(LOCAL, send(world.post("/predict/fraud").putHeader("x-api-key", KEY)));
    HttpResponse<Buffer> forbidden = predictWith("x-api-key", KEY);
    assertGatewayError(403, "PERMISSION_DENIED", forbidden);
    assertThat(message(forbidden)).contains("fraud").doesNotContain("linear");
    HttpResponse<Buffer> unknown = send(world.post("/predict/x").putHeader("x-api-key", KEY));
    assertGatewayError(404, "NOT_FOUND", unknown);
    assertThat(message(unknown)).contains("fraud").doesNotContain("linear");
    assertPredictedBy(LOCAL, predictWith("x-api-key", OTHER));
    assertThat(Scrape.of(world).sum("rhumb_access_refused_total", "reason=\"model-not-allowed\""))
        .isEqualTo(1);
  }

  @Test
  void regionsOfTheKey_areAFence() {
    start(regional(NEXT, LAST));
    assertPredictedBy(NEXT, predictWith("x-api-key", KEY));
    assertThat(world.reached(LOCAL)).isZero();
  }

  @Test
  void regionsOfTheKey_andOfTheHeader_bothHold() {
    world.model(model -> model.withResidency(new ResidencyConfig(List.of(), true)));
    start(regional(NEXT, LAST));

    HttpRequest<Buffer> request = world.post("/predict").putHeader("x-api-key", KEY);
    assertPredictedBy(LAST, send(request.copy().putHeader("x-rhumb-regions", LOCAL + "," + LAST)));
    HttpResponse<Buffer> outside = send(request.copy().putHeader("x-rhumb-regions", LOCAL));
    assertGatewayError(400, "FAILED_PRECONDITION", outside);
    assertThat(message(outside)).contains(NEXT + ", " + LAST).doesNotContain(LOCAL);
    assertThat(world.reached(LOCAL)).isZero();
  }

  @Test
  void regionsOfTheKey_whereNoTargetIs_is403() {
    start(regional("asia-east1"));
    assertGatewayError(403, "PERMISSION_DENIED", predictWith("x-api-key", KEY));
    assertReached(0, 0, 0);
    assertThat(Scrape.of(world).sum("rhumb_access_refused_total", "reason=\"region-not-allowed\""))
        .isEqualTo(1);
  }

  @Test
  void stranger_isRefused_beforeTheBodyComes() {
    start(key("shop", KEY));
    RawClient client = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 9000000\r\n"
            + "expect: 100-continue\r\nx-api-key: " + WRONG + "\r\n\r\n");
    String heard = await(client.closed());
    assertThat(heard).startsWith("HTTP/1.1 401 ").contains("UNAUTHENTICATED");
  }

  @Test
  void http2_isJudgedTheSame() {
    start(key("shop", KEY));
    WebClient client = WebClient.create(
        world.vertx,
        new WebClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(false));
    try {
      HttpRequest<Buffer> request = client.post(world.gateway().port(), "127.0.0.1", "/predict");
      HttpResponse<Buffer> refused = send(request.copy());
      assertThat(refused.version()).isEqualTo(HttpVersion.HTTP_2);
      assertRefused(refused);
      assertPredictedBy(LOCAL, send(request.copy().putHeader("x-api-key", KEY)));
    } finally {
      client.close();
    }
  }

  @Test
  void credentials_areInNoAnswer_log_metricOrUpstreamRequest() {
    Recorder recorder = new Recorder(world.vertx);
    await(recorder.start());
    try (LogLines log = new LogLines()) {
      world.target(target -> Configs.plain(Configs.address(target, "127.0.0.1", recorder.port())));
      start(key("shop", KEY));
      StringBuilder seen = new StringBuilder();
      for (String credential : List.of(KEY, WRONG)) {
        for (String header : List.of("x-api-key", "x-goog-api-key", "authorization")) {
          String value = header.equals("authorization") ? "Bearer " + credential : credential;
          HttpResponse<Buffer> answer = predictWith(header, value);
          seen.append(answer.headers()).append(answer.bodyAsString());
        }
      }
      seen.append(send(world.post("/predict?key=" + KEY)).bodyAsString());
      assertThat(recorder.seen()).hasSize(3);
      recorder.seen().forEach(request -> seen.append(request.line()).append(request.headers()));
      seen.append(world.management("/metrics").bodyAsString());
      seen.append(world.management("/config").bodyAsString());
      seen.append(log.lines());

      assertThat(seen.toString())
          .contains("rhumb_access_requests_total{caller=\"shop\"} 3.0")
          .contains("rhumb_access_refused_total{reason=\"bad-credential\"} 3.0")
          .doesNotContain(KEY, WRONG, Sha256.of(KEY).hex());
    } finally {
      recorder.stop();
    }
  }

  @Test
  void none_letsAnybodyIn() {
    world.start();
    assertServedLocally(world.predict());
    assertServedLocally(predictWith("authorization", "Bearer anything"));
  }
}
