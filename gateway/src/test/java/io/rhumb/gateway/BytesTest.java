package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in are bytes out, and headers pass but for those that concern one hop or one side only. */
class BytesTest extends EndToEnd {

  private static final int MOST = 10 << 20;
  private static final Iterable<String> TWICE = List.of("1", "2");

  private static Recorder recorder;

  @BeforeAll
  static void startRecorder() {
    recorder = Recorder.tls(
        world.vertx, world.authority.issue(World.endpoint(World.LOCAL).names()));
    World.await(recorder.start());
  }

  @AfterAll
  static void stopRecorder() {
    recorder.stop();
  }

  @BeforeEach
  void startOverTheRecorder() {
    recorder.reset();
    world
        .target(World.LOCAL, usual -> Configs.address(usual, "127.0.0.1", recorder.port()))
        .start();
  }

  @Test
  void request_arrivesAsItWasSent() {
    Buffer body = Buffer.buffer("{ \"instances\" :[[1.0]],\r\n\"not\":\"even\" json \u00e4\u0000");
    World.await(world
        .post("/predict?trace=1")
        .putHeader("accept", "application/json")
        .putHeader("x-goog-user-project", "billing")
        .putHeader("x-twice", TWICE)
        .putHeader("user-agent", "my-client/1.0")
        .sendBuffer(body));
    Recorder.Seen seen = recorder.only();
    assertThat(seen.line()).isEqualTo("POST " + World.endpoint(World.LOCAL).path("predict"));
    assertThat(seen.body()).isEqualTo(body);
    MultiMap headers = seen.headers();
    assertThat(headers.get("content-type")).isEqualTo("application/json");
    assertThat(headers.get("content-length")).isEqualTo(Integer.toString(body.length()));
    assertThat(headers.get("accept")).isEqualTo("application/json");
    assertThat(headers.get("x-goog-user-project")).isEqualTo("billing");
    assertThat(headers.getAll("x-twice")).containsExactly("1", "2");
    assertThat(headers.get("user-agent")).isEqualTo("my-client/1.0");
    assertThat(seen.host()).isEqualTo(World.endpoint(World.LOCAL).pscName());
    assertThat(seen.version()).isEqualTo(overHttp2() ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
  }

  @Test
  void headersOfOneHop_andTheGatewaysOwn_endHere() {
    World.await(RawClient.connect(world)
        .send(
            "POST /predict HTTP/1.1\r\nhost: evil.example\r\nconnection: x-hop\r\nx-hop: 1\r\nkeep-alive: 5\r\n"
                + "te: trailers\r\nupgrade: own/1\r\nhttp2-settings: AAMAAABkAARAAAAAAAIAAAAA\r\nproxy-connection: close\r\n"
                + "proxy-authorization: Basic eA==\r\nx-rhumb-target: forged\r\nexpect: 100-continue\r\n"
                + "content-length: 2\r\n\r\n{}")
        .until(heard -> heard.contains("HTTP/1.1 200 ")));
    MultiMap headers = recorder.only().headers();
    for (String name : List.of(
        "x-hop",
        "keep-alive",
        "te",
        "upgrade",
        "http2-settings",
        "proxy-connection",
        "proxy-authorization",
        "x-rhumb-target",
        "expect",
        "transfer-encoding")) {
      assertThat(headers.contains(name)).as(name).isFalse();
    }
    assertThat(recorder.only().host()).doesNotContain("evil.example");
  }

  @Test
  void answer_comesBackAsItWasSent() {
    Buffer body = random(200_000);
    recorder.answer(response -> response
        .putHeader("content-type", "application/x-own; v=1")
        .putHeader("x-vertex-ai-deployed-model-id", "7")
        .putHeader("x-twice", TWICE)
        .putHeader("server", "own")
        .end(body));
    HttpResponse<Buffer> answer = World.await(predict().sendBuffer(Buffer.buffer("{}")));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.getHeader("content-type")).isEqualTo("application/x-own; v=1");
    assertThat(answer.getHeader("x-vertex-ai-deployed-model-id")).isEqualTo("7");
    assertThat(answer.headers().getAll("x-twice")).containsExactly("1", "2");
    assertThat(answer.headers().getAll("content-length")).containsExactly("200000");
  }

  @Test
  void answersHeadersOfOneSide_endHere() {
    recorder.answer(response -> ofOneHop(response)
        .putHeader("proxy-authenticate", "Basic")
        .putHeader("set-cookie", "region=1")
        .putHeader("alt-svc", "h3=\":443\"")
        .putHeader("x-rhumb-target", "forged")
        .putHeader("x-request-id", "theirs")
        .setChunked(true)
        .end("{}"));
    HttpResponse<Buffer> answer =
        World.await(predict().putHeader("x-request-id", "mine").sendBuffer(Buffer.buffer("{}")));
    for (String name :
        List.of("x-hop", "keep-alive", "proxy-authenticate", "set-cookie", "alt-svc")) {
      assertThat(answer.headers().contains(name)).as(name).isFalse();
    }
    assertThat(answer.headers().getAll("x-rhumb-target")).containsExactly(World.LOCAL);
    assertThat(answer.headers().getAll("x-request-id")).containsExactly("mine");
    assertThat(answer.headers().contains("transfer-encoding")).isFalse();
    assertThat(answer.bodyAsString()).isEqualTo("{}");
  }

  /** Over HTTP/2 there are none. */
  private HttpServerResponse ofOneHop(HttpServerResponse response) {
    return overHttp2()
        ? response
        : response
            .putHeader("connection", "x-hop")
            .putHeader("x-hop", "1")
            .putHeader("keep-alive", "timeout=5");
  }

  @Test
  void gzip_passesBothWaysUntouched() throws IOException {
    Buffer asked = gzip("{\"instances\":[[1.0]]}");
    Buffer answered = gzip("{\"predictions\":[1.0]}");
    recorder.answer(response -> response.putHeader("content-encoding", "gzip").end(answered));
    HttpResponse<Buffer> answer = World.await(predict()
        .putHeader("content-encoding", "gzip")
        .putHeader("accept-encoding", "gzip")
        .sendBuffer(asked));
    assertThat(recorder.only().body()).isEqualTo(asked);
    assertThat(recorder.only().headers().get("content-encoding")).isEqualTo("gzip");
    assertThat(recorder.only().headers().get("accept-encoding")).isEqualTo("gzip");
    assertThat(answer.body()).isEqualTo(answered);
    assertThat(answer.getHeader("content-encoding")).isEqualTo("gzip");
  }

  @Test
  void clientWithoutGzip_doesNotGetTheTargetAskedForIt() {
    World.await(predict().sendBuffer(Buffer.buffer("{}")));
    assertThat(recorder.only().headers().contains("accept-encoding")).isFalse();
  }

  @Test
  void emptyBody_isPassedOn() {
    World.await(predict().send());
    assertThat(recorder.only().body().length()).isZero();
    assertThat(recorder.only().headers().get("content-length")).isEqualTo("0");
  }

  @Test
  void largestBody_arrivesWhole() {
    Buffer body = random(MOST);
    HttpResponse<Buffer> answer = World.await(predict().sendBuffer(body));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(recorder.only().body()).isEqualTo(body);
  }

  @Test
  void chunkedBody_arrivesWholeAndMeasured() {
    String heard = World.await(RawClient.connect(world)
        .send(
            "POST /predict HTTP/1.1\r\nhost: x\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
                + "3\r\nabc\r\n4;ext=1\r\ndefg\r\n0\r\nx-trailer: 1\r\n\r\n")
        .closed());
    assertThat(heard).startsWith("HTTP/1.1 200 ");
    assertThat(recorder.only().body().toString()).isEqualTo("abcdefg");
    assertThat(recorder.only().headers().get("content-length")).isEqualTo("7");
  }

  @Test
  void longerBodyThanAnnouncedAllowed_413BeforeItIsSent() {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: "
            + (MOST + 1) + "\r\n\r\n")
        .closed());
    assertThat(heard)
        .startsWith("HTTP/1.1 413 ")
        .contains("10485760")
        .doesNotContain("100 Continue");
    assertThat(recorder.seen()).isEmpty();
  }

  @Test
  void lengthBeyondCounting_isRefused() {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999999999999\r\n\r\n")
        .closed());
    assertThat(heard).matches("(?s)HTTP/1.1 4(00|13) .*");
    assertThat(recorder.seen()).isEmpty();
  }

  @Test
  void clientThatSendsTooMuchAnyway_isTold413() {
    HttpResponse<Buffer> answer = World.await(predict().sendBuffer(random(MOST + 1)));
    assertGatewayError(413, "INVALID_ARGUMENT", answer);
    assertThat(recorder.seen()).isEmpty();
  }

  @Test
  void announcedTooLongAndNeverSent_connectionEndsAllTheSame() {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: " + (MOST + 1) + "\r\n\r\n{")
        .closed());
    assertThat(heard).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close");
  }

  @Test
  void chunksThatNeverEnd_413AtTheBound() {
    RawClient client = RawClient.connect(world);
    client.send("POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
    Buffer chunk = Buffer.buffer("100000\r\n").appendBuffer(random(1 << 20)).appendString("\r\n");
    for (int i = 0; i < 11; i++) {
      client.send(chunk);
    }
    String heard = World.await(client.closed());
    assertThat(heard).startsWith("HTTP/1.1 413 ").contains("INVALID_ARGUMENT");
    assertThat(recorder.seen()).isEmpty();
  }

  @Test
  void leaveToSend_isGiven() {
    RawClient client = RawClient.connect(world);
    client.send(
        "POST /predict HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");
    World.await(client.until(heard -> heard.equals("HTTP/1.1 100 Continue\r\n\r\n")));
    client.send("{}");
    World.await(client.until(heard -> heard.contains("HTTP/1.1 200 ")));
    assertThat(recorder.only().body().toString()).isEqualTo("{}");
    client.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void statusWithoutABody_isPassedOn(int status) {
    recorder.answer(response -> response.setStatusCode(status).end());
    HttpResponse<Buffer> answer = World.await(predict().sendBuffer(Buffer.buffer("{}")));
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isNull();
  }

  @Test
  void redirect_isTheClientsToFollow() {
    recorder.answer(response ->
        response.setStatusCode(307).putHeader("location", "http://127.0.0.1:1/").end());
    HttpResponse<Buffer> answer = World.await(predict().sendBuffer(Buffer.buffer("{}")));
    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(recorder.seen()).hasSize(1);
  }

  @Test
  void answerLargerThanTheGatewayHolds_502() {
    recorder.answer(response -> response.end(Buffer.buffer(new byte[(32 << 20) + 1])));
    HttpResponse<Buffer> answer = World.await(predict().sendBuffer(Buffer.buffer("{}")));
    assertGatewayError(502, "UNKNOWN", answer);
    assertReached(0, 0, 0);
  }

  private static HttpRequest<Buffer> predict() {
    return world.client.request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict");
  }

  private static Buffer random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return Buffer.buffer(bytes);
  }

  private static Buffer gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return Buffer.buffer(bytes.toByteArray());
  }
}
