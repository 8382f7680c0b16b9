package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes in and what comes out. */
class BodyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"instances\":[[1],[2.5],[-3e2]]} | 1.0,2.5,-300.0",
        " { \"parameters\" : {\"a\":[1]}, \"instances\" : [ [ 7 ] ], \"labels\":{} } | 7.0",
        "{\"instances\":[[1]],\"instances\":[[2]]} | 2.0"
      })
  void instances_areWhatTheyAre(String body, String predictions) throws RefusedException {
    assertThat(new LinearModel().predict(body.getBytes())).isEqualTo(predictions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{}",
        "not json",
        "{\"instances\":[]}",
        "{\"instances\":{}}",
        "{\"instances\":[1.0]}",
        "{\"instances\":[[]]}",
        "{\"instances\":[[1.0,2.0]]}",
        "{\"instances\":[[\"1.0\"]]}",
        "{\"instances\":[[null]]}",
        "{\"instances\":[[1.0]}",
        "{\"instances\":[[1.0]]",
        "{\"instances\":[[1.0]]}}",
        "{\"instances\":[[1.0]]} {}",
        "{\"instance\":[[1.0]]}",
        "{\"instances\":[[1.0]],\"model\":\"m\"}"
      })
  void anythingElse_isRefused(String body) {
    assertThatThrownBy(() -> new LinearModel().predict(body.getBytes()))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.answer().status()).isEqualTo(400));
  }

  @Test
  void refusedBody_is400AndTheConnectionGoesOn() {
    try (StubWorld world = new StubWorld()) {
      Answered answer = world.call().body("not json").send();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error().getString("status")).isEqualTo("INVALID_ARGUMENT");
      assertThat(answer.error().getString("message")).startsWith("Invalid JSON payload received. ");
      assertThat(world.predict().status()).isEqualTo(200);
      assertThat(world.stub.counters().connections()).isEqualTo(1);
    }
  }

  @Test
  void unknownField_isNamed() {
    try (StubWorld world = new StubWorld()) {
      assertThat(world.call().body("{\"instance\":[[1]]}").send().error().getString("message"))
          .isEqualTo(
              "Invalid JSON payload received. Unknown name \"instance\": Cannot find field.");
    }
  }

  @Test
  void gzippedRequest_isUnderstood() throws IOException {
    try (StubWorld world = new StubWorld()) {
      Answered answer = world
          .call()
          .header("content-encoding", "gzip")
          .body(gzip(StubWorld.BODY.getBytes()))
          .send();
      assertThat(answer.text()).startsWith("{\"predictions\":[1.0,2.0,3.0],");
    }
  }

  @Test
  void gzipThatIsNone_is400() {
    try (StubWorld world = new StubWorld()) {
      assertThat(world.call().header("content-encoding", "gzip").send().status())
          .isEqualTo(400);
    }
  }

  @Test
  void gzipThatGrowsBeyondTheLimit_is413() throws IOException {
    try (StubWorld world = new StubWorld()) {
      Buffer bomb = gzip(new byte[RequestBody.MAX_BYTES + 1]);
      Answered answer =
          world.call().header("content-encoding", "gzip").body(bomb).send();
      assertThat(answer.status()).isEqualTo(413);
    }
  }

  @Test
  void otherEncoding_is400() {
    try (StubWorld world = new StubWorld()) {
      assertThat(world.call().header("content-encoding", "br").send().status()).isEqualTo(400);
    }
  }

  @Test
  void gzippedResponse_onlyForWhoeverAccepts() throws IOException {
    try (StubWorld world = new StubWorld(RegionalStubConfig.of(ENDPOINT).withGzipResponses(true))) {
      Answered zipped = world.call().header("accept-encoding", "gzip, deflate").send();
      Answered plain = world.predict();

      assertThat(zipped.headers().get("content-encoding")).isEqualTo("gzip");
      assertThat(gunzip(zipped.body())).isEqualTo(plain.text());
      assertThat(plain.headers().contains("content-encoding")).isFalse();
    }
  }

  @Test
  void gzippedResponse_notUnlessConfigured() {
    try (StubWorld world = new StubWorld()) {
      Answered answer = world.call().header("accept-encoding", "gzip").send();
      assertThat(answer.headers().contains("content-encoding")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 1_000, 100_000})
  void responseBytes_isTheLengthOfTheUsualAnswer(int bytes) {
    try (StubWorld world =
        new StubWorld(RegionalStubConfig.of(ENDPOINT).withResponseBytes(bytes))) {
      Answered answer = world.predict();
      assertThat(answer.body().length()).isEqualTo(bytes);
      assertThat(answer.json().getJsonObject("metadata").getString("padding")).matches("x+");
      assertThat(answer.json().getJsonArray("predictions")).hasSize(3);
    }
  }

  @Test
  void twoRegions_predictTheSameBytesWithModelsOfTheirOwn() {
    VertexEndpoint elsewhere =
        new VertexEndpoint("europe-west4", "demo-project", "123456789", "2222");
    try (StubWorld here = new StubWorld();
        StubWorld there = new StubWorld(RegionalStubConfig.of(elsewhere))) {
      String first = here.predict().text();
      String second = there.predict().text();

      assertThat(predictions(second)).isEqualTo(predictions(first)).endsWith("]");
      assertThat(new JsonObject(second).getString("deployedModelId"))
          .isNotEqualTo(new JsonObject(first).getString("deployedModelId"))
          .hasSize(19);
    }
  }

  private static String predictions(String body) {
    return body.substring(0, body.indexOf(']') + 1);
  }

  private static Buffer gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return Buffer.buffer(out.toByteArray());
  }

  private static String gunzip(Buffer bytes) throws IOException {
    return new String(
        new GZIPInputStream(new ByteArrayInputStream(bytes.getBytes())).readAllBytes());
  }
}
