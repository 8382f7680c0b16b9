package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.generation.StartConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every path of the Vertex surface, from the client to the wire: the exact path, query and body that each target gets. */
class OperationsTest extends EndToEnd {

  private static final String BELOW = "/v1/projects/any/locations/where/";
  private static final String AT_LOCAL = "projects/mine/locations/us-central1/";
  private static final String AT_NEXT = "projects/theirs/locations/us-east4/";
  private static final String BODY =
      "{ \"x\":[{\"model\":\"no\"}],\"model\" : \"%s\",\"y\":\"\u00e4\" }\n";

  private static RecordedRegions regions;

  @BeforeAll
  static void startRegions() {
    regions = new RecordedRegions(world, LOCAL, NEXT);
  }

  @AfterAll
  static void stopRegions() {
    regions.stop();
  }

  @BeforeEach
  void start() {
    regions.reset();
    world.config(usual -> config()).start();
  }

  @ParameterizedTest
  @CsvSource({
    "endpoints/fraud:predict, endpoints/1111:predict",
    "endpoints/1111:rawPredict, endpoints/1111:rawPredict",
    "endpoints/2222:streamRawPredict, endpoints/1111:streamRawPredict",
    "endpoints/fraud%3Aexplain, endpoints/1111:explain",
    "publishers/google/models/fraud:generateContent, endpoints/1111:generateContent",
    "publishers/google/models/gemini-2.5:generateContent, publishers/google/models/gemini-2.5:generateContent",
    "publishers/x/models/chat:countTokens, publishers/google/models/gemini-2.5:countTokens",
    "endpoints/chat:predict, publishers/google/models/gemini-2.5:predict",
    "endpoints/fraud/invoke/a/b%20c, endpoints/1111/invoke/a/b%20c",
    "publishers/google/models/gemini-2.5/invoke/a, publishers/google/models/gemini-2.5/invoke/a",
    "endpoints/fraud/deployedModels/5/invoke/a/b, endpoints/1111/deployedModels/77/invoke/a/b",
    "endpoints/fraud/chat/completions, endpoints/1111/chat/completions"
  })
  void resourcePath_isThatOfTheTarget(String asked, String sent) {
    assertOk(post(BELOW + asked, "[1]"));
    assertSent(LOCAL, "/v1/" + AT_LOCAL + sent, "[1]");
    regions.reset();
    assertOk(post(
        BELOW.replace("v1", "v1beta1") + asked + "?$alt=json;enum-encoding%3Dint&key=K", "[1]"));
    assertSent(LOCAL, "/v1beta1/" + AT_LOCAL + sent + "?$alt=json;enum-encoding%3Dint", "[1]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat/completions", "completions", "embeddings", "responses"})
  void openAi_findsTheModelInTheBody(String tail) {
    for (String prefix : List.of("/v1/", BELOW + "endpoints/openapi/")) {
      assertOk(post(prefix + tail + "?api-version=1&oauth_token=T", BODY.formatted("fraud")));
      assertSent(
          LOCAL,
          "/v1/" + AT_LOCAL + "endpoints/1111/" + tail + "?api-version=1",
          BODY.formatted("fraud"));
      regions.reset();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chat", "google/gemini-2.5", "gemini-2.5", "google\\/gemini-2.5"})
  void publisherModel_hasItsOwnNameInTheBody(String name) {
    assertOk(post("/v1/chat/completions", BODY.formatted(name)));
    String sent = name.contains("\\/") ? name : "google/gemini-2.5";
    assertSent(
        LOCAL, "/v1/" + AT_LOCAL + "endpoints/openapi/chat/completions", BODY.formatted(sent));
  }

  @Test
  void failover_hasItsOwnPathAndBody() {
    regions.fail(LOCAL, 503);
    HttpResponse<Buffer> answer = post("/v1/chat/completions?a=%7e", BODY.formatted("mixed"));
    assertOk(answer);
    assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(NEXT);
    assertThat(regions.seen())
        .containsExactly(
            seen(
                LOCAL,
                "/v1/" + AT_LOCAL + "endpoints/openapi/chat/completions?a=%7e",
                BODY.formatted("google/gemma")),
            seen(
                NEXT,
                "/v1/" + AT_NEXT + "endpoints/2223/chat/completions?a=%7e",
                BODY.formatted("own/llama:70b")));
  }

  @Test
  void sameModelEverywhere_isNamedToEachRegion() {
    regions.fail(LOCAL, 503);
    assertOk(post("/v1/chat/completions", BODY.formatted("chat")));
    String tail = "endpoints/openapi/chat/completions";
    String body = BODY.formatted("google/gemini-2.5");
    assertThat(regions.seen())
        .containsExactly(
            seen(LOCAL, "/v1/" + AT_LOCAL + tail, body), seen(NEXT, "/v1/" + AT_NEXT + tail, body));
  }

  @Test
  void refusedToken_isReplaced_andTheSameBodySentOnceMore() {
    regions.fail(LOCAL, 401);
    regions.fail(NEXT, 401);
    post("/v1/chat/completions", BODY.formatted("chat"));
    assertThat(regions.seen())
        .hasSizeGreaterThan(1)
        .allMatch(seen -> seen.body().toString().equals(BODY.formatted("google/gemini-2.5")));
  }

  @Test
  void failoverOfAVerb_hasItsOwnResource() {
    regions.fail(LOCAL, 503);
    assertOk(
        post("/v1beta1/projects/p/locations/l/endpoints/1111/deployedModels/1/invoke/a?b", "x"));
    assertThat(regions.seen())
        .containsExactly(
            seen(
                LOCAL, "/v1beta1/" + AT_LOCAL + "endpoints/1111/deployedModels/77/invoke/a?b", "x"),
            seen(NEXT, "/v1beta1/" + AT_NEXT + "endpoints/2222/deployedModels/88/invoke/a?b", "x"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/chat/completions, /base/chat/completions",
    "/v1/projects/p/locations/l/endpoints/url:rawPredict, /base/rawPredict",
    "/v1/projects/p/locations/l/endpoints/url/invoke/a/b, /base/invoke/a/b"
  })
  void url_hasVerbsAndTails(String asked, String sent) {
    assertOk(post(asked, "{\"model\":\"url\"}"));
    assertSent(
        LOCAL, sent, asked.contains("chat") ? "{\"model\":\"llama\"}" : "{\"model\":\"url\"}");
  }

  @Test
  void bodyWithoutAModel_meansTheDefault() {
    assertOk(post("/v1/embeddings", "{\"input\":\"a\"}"));
    assertSent(LOCAL, "/v1/" + AT_LOCAL + "endpoints/1111/embeddings", "{\"input\":\"a\"}");
  }

  @Test
  void longRunningOperation_staysWhereItIs() {
    String path = BELOW + "publishers/google/models/gemini-2.5:fetchPredictOperation";
    String body =
        "{\"operationName\": \"projects/theirs/locations/us-east4/publishers/google/models/gemini-2.5/operations/7\"}";
    assertOk(post(path, body));
    assertSent(
        NEXT, "/v1/" + AT_NEXT + "publishers/google/models/gemini-2.5:fetchPredictOperation", body);
    regions.reset();
    regions.fail(NEXT, 503);
    assertThat(post(path, body).statusCode()).isEqualTo(503);
    assertThat(regions.seen()).extracting(RecordedRegions.Seen::region).containsOnly(NEXT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'{\"operationName\":\"projects/p/locations/asia-east1/x/operations/7\"}'|no target in asia-east1 (expected: one of us-central1, us-east4)",
        "'{\"operationName\":\"projects/p/operations/7\"}'|malformed (expected: projects/",
        "'{\"operationName\":\"projects/p/locations/\\u0000/x/operations/7\"}'|malformed",
        "'{}'|missing (expected: projects/",
        "'x'|not a JSON object"
      })
  void operationThatIsNowhere_400(String body, String message) {
    assertRefused(400, post(BELOW + "endpoints/chat:fetchPredictOperation", body), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions|{\"model\":\"nobody\"}|404|no such model (expected: one of fraud, chat, mixed, url, verbs, twin)",
        "/v1/chat/completions|{\"model\":\"9999\"}|404|9999 is an id of several (expected: the name of one of them: verbs, twin)",
        "/v1/chat/completions|{\"model\":1}|400|no text",
        "/v1/chat/completions|[]|400|not a JSON object",
        "/v1/chat/completions|{\"model\":\"fraud\",\"model\":\"url\"}|400|twice",
        "/v1/projects/p/locations/l/endpoints/9999:predict|{}|404|the name of one of them: verbs, twin",
        "/v1/projects/p/locations/l/endpoints/4711:predict|{}|404|no such model",
        "/v1/projects/p/locations/l/endpoints/fraud:evaluate|{}|404|no such method (expected: one of predict, rawPredict",
        "/v1/projects/p/locations/l/endpoints/verbs/invoke/a|{}|400|invoke: not served by target on-prem of model verbs (expected: /{method} in its path)",
        "/v1/projects/p/locations/l/endpoints/chat/deployedModels/7/invoke/a|{}|400|expected: deployed-model",
        "/v1/projects/p/locations/l/endpoints/1111/invoke/../x|{}|404|no such path",
        "/v1/projects/p/locations/l/endpoints/1111:predict?a#b|{}|400|query: malformed"
      })
  void whatNobodyServes_isRefused(String path, String body, int code, String message) {
    String heard = World.await(RawClient.connect(world)
        .send("POST " + path + " HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: "
            + body.length() + "\r\n\r\n" + body)
        .closed());
    assertThat(heard)
        .startsWith("HTTP/1.1 " + code + " ")
        .contains(message, "x-rhumb-target: none");
    assertThat(regions.seen()).isEmpty();
  }

  @Test
  void encodedBody_isRefused_whereItHasToBeLookedInto() {
    for (String path : List.of(
        "/v1/chat/completions",
        BELOW + "endpoints/chat/chat/completions",
        BELOW + "endpoints/chat:fetchPredictOperation")) {
      HttpResponse<Buffer> answer = World.await(
          world.post(path).putHeader("content-encoding", "gzip").sendBuffer(Buffer.buffer("x")));
      assertRefused(415, answer, "content-encoding");
      assertThat(answer.getHeader("accept-encoding")).isEqualTo("identity");
    }
    assertOk(World.await(world
        .post(BELOW + "endpoints/fraud/chat/completions")
        .putHeader("content-encoding", "gzip")
        .sendBuffer(Buffer.buffer("x"))));
    assertSent(LOCAL, "/v1/" + AT_LOCAL + "endpoints/1111/chat/completions", "x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/chat/completions",
        BELOW + "endpoints/fraud:explain",
        BELOW + "endpoints/fraud/invoke/a"
      })
  void anyMethodButPost_405(String path) {
    HttpResponse<Buffer> answer = get(path);
    assertGatewayError(405, "UNIMPLEMENTED", answer);
    assertThat(answer.getHeader("allow")).isEqualTo("POST");
  }

  @Test
  void models_areListedInTheShapeOfOpenAi() {
    JsonObject list = get("/v1/models").bodyAsJsonObject();
    JsonArray data = list.getJsonArray("data");
    assertThat(list.getString("object")).isEqualTo("list");
    assertThat(data.stream().map(model -> ((JsonObject) model).getString("id")))
        .containsExactly("fraud", "chat", "mixed", "url", "verbs", "twin");
    assertThat(data.getJsonObject(1))
        .isEqualTo(new JsonObject(
            "{\"id\":\"chat\",\"object\":\"model\",\"created\":0,\"owned_by\":\"rhumb\"}"));
    for (String name : List.of("chat", "gemini-2.5", "google/gemini-2.5", "google%2Fgemini-2.5")) {
      assertThat(get("/v1/models/" + name).bodyAsJsonObject()).isEqualTo(data.getJsonObject(1));
    }
    assertRefused(404, get("/v1/models/nobody"), "no such model");
  }

  private static void assertOk(HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
  }

  private static void assertRefused(int code, HttpResponse<Buffer> answer, String message) {
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(code);
    assertThat(answer.bodyAsJsonObject().getJsonObject("error").getString("message"))
        .contains(message);
    assertThat(regions.seen()).isEmpty();
  }

  private static void assertSent(String region, String path, String body) {
    assertThat(regions.only()).isEqualTo(seen(region, path, body));
  }

  private static RecordedRegions.Seen seen(String region, String path, String body) {
    return new RecordedRegions.Seen(region, "POST " + path, Buffer.buffer(body));
  }

  private static HttpResponse<Buffer> post(String path, String body) {
    return World.await(world.post(path).sendBuffer(Buffer.buffer(body)));
  }

  private static HttpResponse<Buffer> get(String path) {
    return World.await(world
        .client
        .request(HttpMethod.GET, world.gateway().port(), "127.0.0.1", path)
        .send());
  }

  private static GatewayConfig config() {
    try {
      Path file = world.folder().resolve("operations.yaml");
      Files.writeString(file, yaml());
      return StartConfig.read(world.vertx, file.toString(), UnaryOperator.identity())
          .config();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String yaml() {
    return """
        local-region: us-central1
        metadata-host: 127.0.0.1:METADATA
        server: {host: 127.0.0.1, port: 0}
        management: {host: 127.0.0.1, port: 0}
        project: mine
        trust: {pem: AUTHORITY}
        default-model: fraud
        models:
          fraud:
            targets:
              - {region: us-central1, WHERE, endpoint: 1111, deployed-model: 77}
              - {region: us-east4, WHERE, project: theirs, endpoint: 2222, deployed-model: 88}
          chat:
            targets:
              - {region: us-central1, WHERE, publisher-model: google/gemini-2.5}
              - {region: us-east4, WHERE, project: theirs, publisher-model: google/gemini-2.5}
          mixed:
            targets:
              - {region: us-central1, WHERE, publisher-model: google/gemma}
              - {region: us-east4, WHERE, project: theirs, endpoint: 2223, body-model: "own/llama:70b"}
          url:
            targets:
              - {region: us-central1, kind: url, url: "https://HOST:PORT/base", path: "/{method}", address: 127.0.0.1, body-model: llama}
          verbs:
            targets:
              - {region: us-central1, WHERE, endpoint: 9999}
              - {region: on-prem, kind: url, url: "https://HOST:PORT", path: "/m:{method}", address: 127.0.0.1}
          twin:
            targets:
              - {region: us-central1, WHERE, endpoint: 9999}
        """
        .replace("METADATA", Integer.toString(world.metadata.port()))
        .replace("AUTHORITY", world.authorityFile().toString())
        .replace("WHERE", "kind: public, address: 127.0.0.1, port: " + regions.port())
        .replace("HOST:PORT", RecordedRegions.host(LOCAL) + ":" + regions.port());
  }
}
