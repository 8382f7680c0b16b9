package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which methods there are, on which resource, and over which name they are served. */
class SurfaceTest {

  private static StubWorld world;

  @BeforeAll
  static void start() {
    world = new StubWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict",
        "rawPredict",
        "streamRawPredict",
        "serverStreamingPredict",
        "directPredict",
        "directRawPredict",
        "explain",
        "generateContent",
        "streamGenerateContent",
        "countTokens",
        "computeTokens",
        "predictLongRunning"
      })
  void methodOfAnEndpoint_isServedUnderBothPublicNamesAndVersions(String method) {
    for (String name : new String[] {ENDPOINT.publicName(), ENDPOINT.dedicatedName()}) {
      for (String version : new String[] {"/v1/", "/v1beta1/"}) {
        String path = ENDPOINT.path(method).replace("/v1/", version);
        assertThat(call(name, path, method).send().status()).as(name + path).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "predict, 200",
    "rawPredict, 200",
    "streamRawPredict, 200",
    "serverStreamingPredict, 404",
    "directPredict, 404",
    "directRawPredict, 404",
    "explain, 404",
    "generateContent, 404",
    "streamGenerateContent, 404",
    "countTokens, 404",
    "computeTokens, 404",
    "predictLongRunning, 404",
    "fetchPredictOperation, 404"
  })
  void methodOfAnEndpoint_overPrivateServiceConnect(String method, int status) {
    assertThat(call(ENDPOINT.pscName(), ENDPOINT.path(method), method).send().status())
        .isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "predict",
        "rawPredict",
        "streamRawPredict",
        "serverStreamingPredict",
        "generateContent",
        "streamGenerateContent",
        "countTokens",
        "computeTokens",
        "embedContent",
        "predictLongRunning"
      })
  void methodOfAPublisherModel_isServedUnderTheSharedNameOnly(String method) {
    String path = ENDPOINT.publisher(Bodies.GEMINI, method);
    assertThat(call(ENDPOINT.publicName(), path, method).send().status()).isEqualTo(200);
    assertThat(call(ENDPOINT.dedicatedName(), path, method).send().status()).isEqualTo(404);
    assertThat(call(ENDPOINT.pscName(), path, method).send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "completions", "embeddings", "responses"})
  void methodOfOpenapi_isServedUnderTheSharedNameOnly(String tail) {
    String path = ENDPOINT.openapi(tail);
    assertThat(call(ENDPOINT.publicName(), path, tail).send().status()).isEqualTo(200);
    assertThat(call(ENDPOINT.dedicatedName(), path, tail).send().status()).isEqualTo(404);
    assertThat(call(ENDPOINT.pscName(), path, tail).send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "invoke/v1/score", "invoke/a/b%20c/d?x=%2F&y"})
  void tailOfAnEndpoint_isServedUnderEveryName(String tail) {
    for (String name : ENDPOINT.names()) {
      assertThat(call(name, ENDPOINT.tail(tail), tail).send().status()).as(name).isEqualTo(200);
    }
  }

  @Test
  void deployedModel_isServedByItsOwnIdOnly() {
    String own = "deployedModels/" + ENDPOINT.deployedModel() + "/invoke/score";
    assertThat(call(ENDPOINT.pscName(), ENDPOINT.tail(own), own).send().status())
        .isEqualTo(200);
    String other = "deployedModels/4000000000000000001/invoke/score";
    assertThat(call(ENDPOINT.pscName(), ENDPOINT.tail(other), other).send().status())
        .isEqualTo(404);
    assertThat(world.predict().json().getString("deployedModelId"))
        .isEqualTo(ENDPOINT.deployedModel());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/projects/demo-project/locations/us-east4/publishers/google/models/gemini-9:generateContent",
        "/v1/projects/demo-project/locations/us-east4/publishers/meta/models/gemini-2.5-flash:generateContent",
        "/v1/projects/demo-project/locations/us-east1/publishers/google/models/gemini-2.5-flash:generateContent",
        "/v1/projects/other/locations/us-east4/publishers/google/models/gemini-2.5-flash:generateContent",
        "/v1/projects/demo-project/locations/us-east4/publishers/google/models/gemini-2.5-flash:explain",
        "/v1/projects/demo-project/locations/us-east4/publishers/google/models/gemini-2.5-flash/chat/completions",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:embedContent",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:chat/completions",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111/completions",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111/invoke",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111/invoke/",
        "/v1/projects/demo-project/locations/us-east4/endpoints/2222/invoke/score",
        "/v1/projects/demo-project/locations/us-east4/endpoints/openapi:predict",
        "/v1/projects/demo-project/locations/us-east4/endpoints/openapi/invoke/score",
        "/v1/projects/demo-project/locations/us-east4/publishers/google/models/gemini-2.5-flash%3AgenerateContent"
      })
  void whatThereIsNot_is404(String path) {
    Answered answer = call(ENDPOINT.publicName(), path, "generateContent").send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.error().getString("status")).isEqualTo("NOT_FOUND");
  }

  @Test
  void otherVerb_is404() {
    Call call = call(ENDPOINT.publicName(), ENDPOINT.openapi("chat/completions"), "")
        .method(HttpMethod.GET);
    assertThat(call.send().status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alt=sse",
        "alt=json",
        "$alt=json;enum-encoding%3Dint",
        "$alt=json;enum-encoding=int",
        "%24alt=json%3Benum-encoding%3Dint",
        "$.xgafv=2&prettyPrint=false&$prettyPrint=true&fields=a&quotaUser=b",
        "",
        "&"
      })
  void standardQuery_isServed(String query) {
    assertThat(query("generateContent", query).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "alt=xml, Invalid alt value: xml.",
    "key=k, must not be forwarded: key.",
    "%6Bey=k, must not be forwarded: key.",
    "access%5Ftoken=k, must not be forwarded: access_token.",
    "a%ZZ=b&oauth_token=k, Unknown name \"a%ZZ\"",
    "trace=1, Unknown name \"trace\": Cannot bind query parameter."
  })
  void anyOtherQuery_is400(String query, String message) {
    Answered answer = query("generateContent", query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error().getString("message")).contains(message);
    assertThat(world.stub.counters().uri()).endsWith("?" + query);
  }

  private static Answered query(String method, String query) {
    String path = ENDPOINT.publisher(Bodies.GEMINI, method) + "?" + query;
    return call(ENDPOINT.publicName(), path, method).send();
  }

  private static Call call(String name, String path, String method) {
    return world.call().serverName(name).uri(path).body(Bodies.of(method));
  }
}
