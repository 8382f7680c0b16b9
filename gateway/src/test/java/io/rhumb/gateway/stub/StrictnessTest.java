package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each test spoils one thing of a request that is otherwise right. */
class StrictnessTest {

  private static StubWorld world;

  @BeforeAll
  static void start() {
    world = new StubWorld();
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  @BeforeEach
  void reset() {
    world.stub.counters().reset();
  }

  @Test
  void flawlessRequest_isAnsweredAsVertexDoes() {
    Answered answer = world.predict();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).startsWith("{\"predictions\":[1.0,2.0,3.0],\"deployedModelId\":\"");
    assertThat(answer.json().fieldNames())
        .containsExactlyInAnyOrder(
            "predictions", "deployedModelId", "model", "modelDisplayName", "modelVersionId");
    assertThat(answer.json().getString("model"))
        .startsWith("projects/123456789/locations/us-east4/models/");
    assertThat(answer.headers().get("content-type")).isEqualTo("application/json; charset=UTF-8");
    assertThat(answer.headers().get("server")).isEqualTo("scaffolding on HTTPServer2");
    assertThat(answer.headers().contains("vary")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1111-us-east4-123456789.prediction.p.vertexai.goog",
        "us-east4-aiplatform.googleapis.com",
        "1111.us-east4-123456789.prediction.vertexai.goog"
      })
  void eachNameOfTheRegion_isServed(String name) {
    assertThat(world.call().serverName(name).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-central1-aiplatform.googleapis.com",
        "2222-us-east4-123456789.prediction.p.vertexai.goog",
        "example.com"
      })
  void wrongServerName_failsTheHandshake(String name) {
    assertThatThrownBy(() -> world.call().serverName(name).send())
        .hasRootCauseInstanceOf(SSLHandshakeException.class);
    StubWorld.await(world.stub.counters().when(counters -> counters.failedHandshakes() == 1));
    assertThat(world.stub.counters().requests()).isZero();
  }

  @Test
  void noServerName_failsTheHandshake() {
    // An address is never sent as SNI (RFC 6066, section 3).
    assertThatThrownBy(() -> world.call().serverName("127.0.0.1").send())
        .hasRootCauseInstanceOf(SSLHandshakeException.class);
    StubWorld.await(world.stub.counters().when(counters -> counters.failedHandshakes() == 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"us-central1-aiplatform.googleapis.com", "localhost", "example.com"})
  void wrongHost_is404(String host) {
    assertRefused(world.call().host(host).send(), 404, "NOT_FOUND", host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3", "US-EAST4-aiplatform.googleapis.com"})
  void addressAsHost_isServed(String host) {
    assertThat(world.call().host(host).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:predict",
        "/v1/projects/123456789/locations/us-east4/endpoints/1111:predict",
        "/v1beta1/projects/123456789/locations/us-east4/endpoints/1111:predict",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:rawPredict",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:predict?$alt=json;enum-encoding%3Dint"
      })
  void rightPath_isServed(String uri) {
    assertThat(world.call().uri(uri).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/predict",
        "/v1/projects/other-project/locations/us-east4/endpoints/1111:predict",
        "/v1/projects/demo-project/locations/us-central1/endpoints/1111:predict",
        "/v1/projects/demo-project/locations/us-east4/endpoints/2222:predict",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:explain",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111%3Apredict",
        "/v1/projects/demo-project/locations/us-east4/endpoints/1111:predict/",
        "//v1/projects/demo-project/locations/us-east4/endpoints/1111:predict",
        "/v2/projects/demo-project/locations/us-east4/endpoints/1111:predict"
      })
  void wrongPath_is404(String uri) {
    assertRefused(world.call().uri(uri).send(), 404, "NOT_FOUND", uri);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE"})
  void wrongMethod_is404(String method) {
    Answered answer = world.call().method(HttpMethod.valueOf(method)).send();
    assertRefused(answer, 404, "NOT_FOUND", method);
  }

  @Test
  void rawPredict_namesEndpointAndModelInHeaders() {
    Answered answer = world.call().uri(ENDPOINT.path("rawPredict")).send();

    assertThat(answer.headers().get("x-vertex-ai-endpoint-id")).isEqualTo("1111");
    assertThat(answer.headers().get("x-vertex-ai-deployed-model-id"))
        .isEqualTo(answer.json().getString("deployedModelId"));
    assertThat(world.predict().headers().contains("x-vertex-ai-endpoint-id")).isFalse();
  }

  @Test
  void missingToken_is401() {
    assertRefused(world.call().without("authorization").send(), 401, "UNAUTHENTICATED", "missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer somebody-elses", "Basic dXNlcjpwYXNz", "Bearer", "Bearer "})
  void unknownToken_is401(String authorization) {
    assertRefused(
        world.call().header("authorization", authorization).send(),
        401,
        "UNAUTHENTICATED",
        "invalid");
  }

  @Test
  void expiredToken_is401() {
    Call call = world
        .call()
        .header(
            "authorization",
            "Bearer " + world.tokens.issue(Duration.ofMinutes(1)).value());
    world.now.updateAndGet(now -> now.plusSeconds(60).minusMillis(1));
    assertThat(call.send().status()).isEqualTo(200);

    world.now.updateAndGet(now -> now.plusMillis(1));
    assertRefused(call.send(), 401, "UNAUTHENTICATED", "invalid");
  }

  @Test
  void revokedToken_is401() {
    String token = world.tokens.issue(Duration.ofMinutes(1)).value();
    Call call = world.call().header("authorization", "Bearer " + token);
    assertThat(call.send().status()).isEqualTo(200);

    world.tokens.revoke(token);
    assertRefused(call.send(), 401, "UNAUTHENTICATED", "invalid");
  }

  @ParameterizedTest
  @CsvSource({
    "cookie, a=b",
    "x-goog-api-key, k",
    "x-api-key, k",
    "proxy-authorization, Basic eA==",
    "proxy-connection, keep-alive",
    "keep-alive, timeout=5",
    "te, trailers",
    "connection, x-foo",
    "connection, 'keep-alive, x-foo'"
  })
  void leftoverHeader_is400ThatNamesIt(String name, String value) {
    Answered answer = world.call().header(name, value).send();
    assertRefused(answer, 400, "INVALID_ARGUMENT", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keep-alive", "close", "Keep-Alive"})
  void ordinaryConnectionHeader_isServed(String value) {
    assertThat(world.call().header("connection", value).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "oauth_token", "key"})
  void credentialInTheQuery_is400ThatNamesIt(String name) {
    Answered answer =
        world.call().uri(ENDPOINT.path("predict") + "?a=b&" + name + "=secret").send();
    assertRefused(answer, 400, "INVALID_ARGUMENT", name);
    assertThat(answer.text()).doesNotContain("secret");
  }

  @Test
  void bodyOfTheLimit_isReadAndOneByteMore_is413() {
    // Padded with blanks, which JSON allows.
    String padded = StubWorld.BODY + " ".repeat(RequestBody.MAX_BYTES - StubWorld.BODY.length());
    assertThat(world.call().body(padded).send().status()).isEqualTo(200);
    assertRefused(world.call().body(padded + " ").send(), 413, "INVALID_ARGUMENT", "10485760");
  }

  @Test
  void longBodyOfUnknownLength_is413() {
    Answered answer =
        world.call().body(" ".repeat(RequestBody.MAX_BYTES + 1)).chunked().send();
    assertRefused(answer, 413, "INVALID_ARGUMENT", "10485760");
    assertThat(world.predict().status()).isEqualTo(200);
  }

  private static void assertRefused(Answered answer, int status, String name, String inMessage) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().get("content-type")).isEqualTo("application/json; charset=UTF-8");
    assertThat(answer.json().fieldNames()).containsExactly("error");
    assertThat(answer.error().getInteger("code")).isEqualTo(status);
    assertThat(answer.error().getString("status")).isEqualTo(name);
    assertThat(answer.error().getString("message")).contains(inMessage);
    assertThat(answer.error().getJsonArray("details")).isEmpty();
  }
}
