package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths, methods and models: who is asked, and what is said to those who ask for something else. */
class PredictApiTest extends EndToEnd {

  @BeforeEach
  void startWithTwoModels() {
    world
        .config(config -> Configs.models(
            config,
            Configs.model(
                config.models().get("linear"),
                "far-1.b_2",
                List.of(config.models().get("linear").targets().get(2)))))
        .start();
  }

  @ParameterizedTest
  @CsvSource({
    "/, us-central1",
    "/predict, us-central1",
    "/predict/linear, us-central1",
    "/v1/models/linear:predict, us-central1",
    "/v1/models/linear%3Apredict, us-central1",
    "/predict?trace=1, us-central1",
    "/predict?key=AIza-clients&access_token=x, us-central1",
    "/?, us-central1",
    "/predict/far-1.b_2, europe-west4",
    "/v1/models/far-1.b_2:predict, europe-west4",
    "/v1/projects/any/locations/any/endpoints/linear:predict, us-central1",
    "/v1/projects/any/locations/any/endpoints/linear%3Apredict, us-central1",
    "/v1/projects/any/locations/any/endpoints/2222:predict, us-central1",
    "/v1/projects/any/locations/any/publishers/google/models/linear:predict, us-central1",
    "/v1beta1/projects/-/locations/-/endpoints/1111:rawPredict, us-central1",
    "/v1/projects/any/locations/any/endpoints/linear:predict?prettyPrint=false&key=K&%6bey=K, us-central1",
    "/v1beta1/projects/any/locations/any/endpoints/far-1.b_2:rawPredict, europe-west4"
  })
  void path_asksTheModelsTargets(String path, String region) {
    assertPredictedBy(region, post(path));
    assertThat(world.reached(LOCAL) + world.reached(NEXT) + world.reached(LAST)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predict/fraud",
        "/v1/models/fraud:predict",
        "/predict/LINEAR",
        "/predict/linear%20"
      })
  void unknownModel_404ThatListsTheModels(String path) {
    HttpResponse<Buffer> answer = post(path);
    assertGatewayError(404, "NOT_FOUND", answer);
    assertThat(answer.bodyAsString()).contains("linear, far-1.b_2");
    assertReached(0, 0, 0);
  }

  @Test
  void resourcePath_failsOverToTheNextTargetsResource() {
    world.fault(Fault.status(503), LOCAL);
    assertPredictedBy(NEXT, post("/v1beta1/projects/x/locations/y/endpoints/1111:rawPredict"));
    assertReached(1, 1, 0);
  }

  @Test
  void idOfTwoModels_404ThatNamesThem() {
    HttpResponse<Buffer> answer = post("/v1/projects/x/locations/y/endpoints/3333:predict");
    assertGatewayError(404, "NOT_FOUND", answer);
    assertThat(answer.bodyAsString()).contains("linear, far-1.b_2");
    assertReached(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/predictions",
        "/predict/",
        "//predict",
        "/predict/linear/x",
        "/v1/models/linear",
        "/v1/models/linear:explain",
        "/v1/models/:predict",
        "/metrics",
        "/targets",
        "/demo/regions/us-central1/fault",
        "/predict/../metrics"
      })
  void unknownPath_404ThatListsThePaths(String path) {
    HttpResponse<Buffer> answer = post(path);
    assertGatewayError(404, "NOT_FOUND", answer);
    assertThat(answer.bodyAsString()).contains("/predict/{model}", "/v1/models/{model}:predict");
    assertReached(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "PURGE"})
  void wrongMethod_405WithAllow(String method) {
    HttpResponse<Buffer> answer = World.await(world
        .client
        .request(HttpMethod.valueOf(method), world.gateway().port(), "127.0.0.1", "/predict")
        .send());
    assertGatewayError(405, "UNIMPLEMENTED", answer);
    assertThat(answer.getHeader("allow")).isEqualTo("POST");
    assertReached(0, 0, 0);
  }

  @Test
  void head_405WithoutABody() {
    String heard = World.await(RawClient.connect(world)
        .send("HEAD /predict HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        .closed());
    assertThat(heard)
        .startsWith("HTTP/1.1 405 ")
        .containsIgnoringCase("allow: POST")
        .endsWith("\r\n\r\n");
  }

  @Test
  void health_isOnTheIngress() {
    for (String path : List.of("/health/live", "/health/ready")) {
      HttpResponse<Buffer> answer = World.await(
          world.client.get(world.gateway().port(), "127.0.0.1", path).send());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.bodyAsJsonObject().getString("status")).isEqualTo("UP");
    }
  }

  @Test
  void oneRegionsOutage_isNotTheGateways() {
    world.fault(Fault.refuse(), LOCAL);
    for (int i = 0; i < 8; i++) {
      assertPredictedBy(NEXT, world.predict());
    }
    assertThat(world.health().statusCode()).isEqualTo(200);
  }

  @Test
  void ownRequestId_isTakenOver() {
    HttpResponse<Buffer> answer = World.await(world
        .post("/predict")
        .putHeader("x-request-id", "order-42/7")
        .sendBuffer(Buffer.buffer(World.BODY)));
    assertThat(answer.headers().getAll("x-request-id")).containsExactly("order-42/7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<script>", "a b", "\u00e4", ""})
  void harmfulRequestId_isReplaced(String id) {
    HttpResponse<Buffer> answer = World.await(
        world.post("/predict").putHeader("x-request-id", id).sendBuffer(Buffer.buffer(World.BODY)));
    assertThat(answer.headers().getAll("x-request-id"))
        .singleElement()
        .asString()
        .matches("[0-9a-f]{16}");
  }

  private static HttpResponse<Buffer> post(String path) {
    return World.await(world.post(path).sendBuffer(Buffer.buffer(World.BODY)));
  }
}
