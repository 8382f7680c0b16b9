package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the methods besides the generative ones take and answer. */
class MethodsTest {

  private static StubWorld world;

  @BeforeAll
  static void start() {
    world = new StubWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @Test
  void explain_predictsAndSaysWhy() {
    JsonObject answer = post(
            ENDPOINT.path("explain"), "{\"instances\":[[1],[2]],\"explanationSpecOverride\":{}}")
        .json();
    assertThat(answer.getJsonArray("predictions")).containsExactly(1.0, 2.0);
    assertThat(answer.getJsonArray("explanations")).hasSize(2);
    assertThat(answer.getString("deployedModelId")).isEqualTo(ENDPOINT.deployedModel());
    assertThat(post(ENDPOINT.path("explain"), "{\"instances\":[[1]],\"labels\":{}}")
            .status())
        .isEqualTo(400);
  }

  @Test
  void directPredict_answersTheTensors() {
    assertThat(post(ENDPOINT.path("directPredict"), Bodies.TENSORS).json())
        .isEqualTo(new JsonObject(Bodies.TENSORS.replace("inputs", "outputs")));
  }

  @Test
  void directRawPredict_answersTheBytes() {
    Answered answer = post(ENDPOINT.path("directRawPredict"), Bodies.of("directRawPredict"));
    assertThat(answer.json()).isEqualTo(new JsonObject("{\"output\":\"AQID\"}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "directPredict | {\"instances\":[[1]]} | Unknown name \"instances\"",
        "directPredict | {\"inputs\":[]} | inputs",
        "directPredict | {\"inputs\":[1]} | Invalid value at 'inputs'",
        "serverStreamingPredict?alt=sse | {} | inputs",
        "directRawPredict | {\"input\":\"*\"} | Base64",
        "directRawPredict | {\"inputs\":[]} | Unknown name \"inputs\"",
        "predictLongRunning | {\"instances\":[]} | instances",
        "predictLongRunning | {\"prompt\":\"a\"} | Unknown name \"prompt\"",
        "fetchPredictOperation | {} | operationName",
        "fetchPredictOperation | {\"name\":\"a\"} | Unknown name \"name\""
      })
  void wrongBody_is400(String method, String body, String message) {
    Answered answer = post(ENDPOINT.path(method), body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().getString("message")).contains(message);
  }

  @Test
  void operation_isKnownWhereItBeganAndNowhereElse() {
    String fetch = ENDPOINT.publisher(Bodies.GEMINI, "fetchPredictOperation");
    String name = post(
            ENDPOINT.publisher(Bodies.GEMINI, "predictLongRunning"),
            "{\"instances\":[{\"prompt\":\"a sunset\"}]}")
        .json()
        .getString("name");
    assertThat(name)
        .startsWith(
            "projects/demo-project/locations/us-east4/publishers/google/models/gemini-2.5-flash/operations/us-east4-");

    JsonObject done = post(fetch, operation(name)).json();
    assertThat(done.getString("name")).isEqualTo(name);
    assertThat(done.getBoolean("done")).isTrue();
    assertThat(done.getJsonObject("response").getJsonArray("videos")).hasSize(1);

    assertThat(post(fetch, operation(name + "0")).status()).isEqualTo(404);
    assertThat(post(ENDPOINT.path("fetchPredictOperation"), operation(name)).status())
        .isEqualTo(404);
    try (StubWorld elsewhere = new StubWorld()) {
      Answered unknown = elsewhere
          .call()
          .serverName(ENDPOINT.publicName())
          .uri(fetch)
          .body(operation(name))
          .send();
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.error().getString("status")).isEqualTo("NOT_FOUND");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rawPredict", "streamRawPredict", "invoke"})
  void bytesInGooglesOwnJson_areTakenOutIfItsClientsAsk(String method) {
    String path = method.equals("invoke") ? ENDPOINT.tail("invoke/score") : ENDPOINT.path(method);
    String wrapped = "{\"httpBody\":{\"contentType\":\"application/json\",\"data\":\""
        + Base64.getEncoder().encodeToString(Bodies.INSTANCES.getBytes(StandardCharsets.UTF_8))
        + "\"}}";
    String transcoded = path + "?$alt=json;enum-encoding%3Dint";
    assertThat(post(transcoded, wrapped).text()).contains("{\"predictions\":[1.0,2.0]");
    assertThat(post(transcoded, Bodies.INSTANCES).status()).isEqualTo(200);
    assertThat(post(path, wrapped).status()).isEqualTo(400);
    assertThat(post(transcoded, wrapped.replace("\"data\":\"", "\"data\":\"*")).status())
        .isEqualTo(400);
    assertThat(post(transcoded, wrapped.replace("{\"httpBody", "{\"a\":1,\"httpBody"))
            .status())
        .isEqualTo(400);
  }

  @Test
  void predictOfAPublisherModel_embedsTexts() {
    String path = ENDPOINT.publisher(Bodies.GEMINI, "predict");
    JsonObject answer = post(
            path,
            "{\"instances\":[{\"content\":\"a b\",\"task_type\":\"T\"}],\"parameters\":{\"autoTruncate\":true}}")
        .json();
    assertThat(answer.getJsonArray("predictions").getJsonObject(0).getJsonObject("embeddings"))
        .isEqualTo(new JsonObject()
            .put("statistics", new JsonObject().put("truncated", false).put("token_count", 2))
            .put("values", new JsonArray("[2.0,1.0]")));
    assertThat(post(path, "{\"instances\":[{\"text\":\"a\"}]}").status()).isEqualTo(400);
    assertThat(post(path, Bodies.INSTANCES).json().getJsonArray("predictions"))
        .containsExactly(1.0, 2.0);
  }

  private static String operation(String name) {
    return new JsonObject().put("operationName", name).encode();
  }

  private static Answered post(String path, String body) {
    return world.call().serverName(ENDPOINT.publicName()).uri(path).body(body).send();
  }
}
