package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP as clients of all sorts speak it, hostile ones among them. */
class WireTest extends EndToEnd {

  private static final String SMUGGLED =
      "POST /predict/smuggled HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n";

  @BeforeEach
  void start() {
    world.start();
  }

  @Test
  void keepAlive_oneConnectionManyRequests() {
    RawClient client = RawClient.connect(world);
    for (int i = 1; i <= 5; i++) {
      int answers = i;
      World.await(client.predict().until(heard -> count(heard, "modelVersionId") == answers));
    }
    assertThat(count(client.heard(), "HTTP/1.1 200 ")).isEqualTo(5);
    assertReached(5, 0, 0);
    client.close();
  }

  @Test
  void pipelinedRequests_answeredInOrder() {
    RawClient client = RawClient.connect(world);
    StringBuilder all = new StringBuilder();
    for (int i = 1; i <= 5; i++) {
      all.append("POST /predict HTTP/1.1\r\nhost: x\r\nx-request-id: r")
          .append(i)
          .append("\r\ncontent-length: ")
          .append(World.BODY.length())
          .append("\r\n\r\n")
          .append(World.BODY);
    }
    String heard =
        World.await(client.send(all.toString()).until(text -> count(text, "modelVersionId") == 5));
    assertThat(heard).containsSubsequence("id: r1", "id: r2", "id: r3", "id: r4", "id: r5");
    assertReached(5, 0, 0);
    client.close();
  }

  @Test
  void requestAfterARefusalWithoutABody_isServedOnTheSameConnection() {
    RawClient client = RawClient.connect(world);
    client.send("GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n").predict();
    String heard = World.await(client.until(text -> text.contains("modelVersionId")));
    assertThat(heard)
        .containsSubsequence("HTTP/1.1 404 ", "HTTP/1.1 200 ")
        .doesNotContain("connection: close");
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip, chunked", "identity, chunked"})
  void codingBelowTheChunks_501(String coding) {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: " + coding
            + "\r\n\r\n0\r\n\r\n" + SMUGGLED)
        .closed());
    assertThat(heard).startsWith("HTTP/1.1 501 ").contains("expected: chunked");
    assertThat(count(heard, "HTTP/1.1 ")).isEqualTo(1);
    assertReached(0, 0, 0);
  }

  @Test
  void http10_isAnsweredAndClosed() {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.0\r\ncontent-length: " + World.BODY.length() + "\r\n\r\n"
            + World.BODY)
        .closed());
    assertThat(heard).startsWith("HTTP/1.0 200 ").contains("[1.0,2.0,3.0]");
  }

  @Test
  void http2WithPriorKnowledge_manyStreamsOnOneConnection() {
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(client
          .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
          .compose(request -> request.send(Buffer.buffer(World.BODY)))
          .compose(response -> response
              .body()
              .map(body -> response.version() + " " + response.statusCode() + " "
                  + response.getHeader("x-rhumb-target") + " "
                  + body.toJsonObject().getJsonArray("predictions").encode())));
    }
    World.await(Future.all(answers));
    assertThat(answers)
        .allMatch(answer -> answer.result().equals("HTTP_2 200 us-central1 [1.0,2.0,3.0]"));
    assertReached(20, 0, 0);
    World.await(client.close());
  }

  @Test
  void http2Refusal_leavesTheConnectionToTheOthers() {
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    assertThat(status(client, "/nowhere")).isEqualTo(404);
    assertThat(status(client, "/predict")).isEqualTo(200);
    World.await(client.close());
  }

  @Test
  void http2StreamThatIsReset_takesItsAttemptAlong() {
    world.fault(Fault.blackhole(), LOCAL);
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    World.await(client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
        .compose(request -> {
          request.send(Buffer.buffer(World.BODY)).onFailure(reset -> {});
          return world
              .region(LOCAL)
              .counters()
              .when(seen -> seen.inFlight() == 1)
              .compose(v -> request.reset(8));
        }));
    World.await(world.region(LOCAL).counters().when(seen -> seen.cancelled() == 1));
    World.await(client.close());
  }

  /** Each could be read in two ways by two hops (RFC 9112, section 11.2). */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: chunked\r\ncontent-length: 6\r\n\r\n0\r\n\r\n",
        "content-length: 2\r\ncontent-length: 40\r\n\r\n{}",
        "content-length: 2, 40\r\n\r\n{}",
        "content-length: +2\r\n\r\n{}",
        "content-length: -2\r\n\r\n{}",
        "content-length: 0x2\r\n\r\n{}",
        "content-length: 2 2\r\n\r\n{}",
        "transfer-encoding: xchunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        "transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n\r\n0\r\n\r\n",
        "transfer-encoding : chunked\r\n\r\n0\r\n\r\n",
        "transfer-encoding:\u000bchunked\r\n\r\n0\r\n\r\n",
        "x: y\r\n transfer-encoding: chunked\r\ncontent-length : 2\r\n\r\n{}",
        "bad name: x\r\ncontent-length: 2\r\n\r\n{}"
      })
  void ambiguousLength_isRefusedAndNothingBehindItHeard(String rest) {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\n" + rest + SMUGGLED)
        .closed());
    assertThat(heard).startsWith("HTTP/1.1 400 ");
    assertThat(count(heard, "HTTP/1.1 ")).isEqualTo(1);
    assertReached(0, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zz\r\nabc\r\n0\r\n\r\n", "2\r\nabc\r\n0\r\n\r\n", "-1\r\nabc\r\n0\r\n\r\n"})
  void brokenChunks_endTheConnectionAndReachNobody(String chunks) {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n" + chunks
            + SMUGGLED)
        .closed());
    assertThat(heard).doesNotContain("HTTP/1.1 200", "HTTP/1.1 404");
    assertReached(0, 0, 0);
  }

  @Test
  void hugeHeaders_431() {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\nx-big: " + "x".repeat(40_000) + "\r\n\r\n")
        .closed());
    assertThat(heard).startsWith("HTTP/1.1 431 ");
  }

  @Test
  void hugeRequestLine_414() {
    String heard = World.await(RawClient.connect(world)
        .send("POST /predict?" + "x".repeat(9_000) + " HTTP/1.1\r\nhost: x\r\n\r\n")
        .closed());
    assertThat(heard).matches("(?s)HTTP/1.[01] 414 .*");
  }

  @Test
  void clientsThatReset_areNoAlarm() {
    try (LogLines log = new LogLines()) {
      world.fault(Fault.blackhole(), LOCAL);
      RawClient.connect(world)
          .predict()
          .reset(world.region(LOCAL).counters().when(seen -> seen.inFlight() == 1));
      World.await(world.region(LOCAL).counters().when(seen -> seen.cancelled() == 1));
      assertThat(log.lines()).noneMatch(line -> line.startsWith("SEVERE"));
    }
  }

  private static int status(HttpClient client, String path) {
    return World.await(client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", path)
        .compose(request -> request.send(Buffer.buffer(World.BODY)))
        .map(response -> response.statusCode()));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
