package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each fault does to a stream, as a client of either version of HTTP sees it; and what is on the bare connection. */
class StreamFaultTest {

  private static final String SSE =
      ENDPOINT.publisher(Bodies.GEMINI, "streamGenerateContent") + "?alt=sse";

  private StubWorld http1;
  private StubWorld http2;
  private StubWorld plain;

  @BeforeEach
  void start() {
    http1 = new StubWorld();
    http2 = new StubWorld(
        RegionalStubConfig.of(ENDPOINT),
        options -> options.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));
    plain = new StubWorld(RegionalStubConfig.of(ENDPOINT).withPlain(true));
  }

  @AfterEach
  void stop() {
    http1.close();
    http2.close();
    plain.close();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"kind\":\"truncate\"}', 2",
    "'{\"kind\":\"truncate\",\"events\":1}', 1",
    "'{\"kind\":\"truncate\",\"events\":5}', 5",
    "'{\"kind\":\"truncate\",\"events\":99}', 5",
    "'{\"kind\":\"truncate\",\"bytes\":1000000}', 5",
    "'{\"kind\":\"badchunk\"}', 2"
  })
  void cutStream_isAnErrorAfterSoManyEvents(String fault, int events) {
    for (StubWorld world : new StubWorld[] {http1, http2}) {
      await(world.stub.fault(Fault.parse(new JsonObject(fault))));
      Received received = await(stream(world).receiving());
      assertThat(received.response.statusCode()).isEqualTo(200);
      assertThatThrownBy(() -> await(received.ended)).isInstanceOf(StubWorld.Failure.class);
      assertThat(StreamTest.events(received.text(), "\r\n\r\n")).hasSize(events);
      assertThat(world.stub.counters().streams().events()).isEqualTo(events);
      assertThat(world.stub.counters().streams().broken()).isEqualTo(1);
      assertThat(world.stub.counters().broken()).isEqualTo(1);
    }
  }

  @Test
  void truncate_closesTheConnectionOfHttp1_andResetsTheStreamOfHttp2() {
    await(http1.stub.fault(Fault.truncate()));
    Received first = await(stream(http1).receiving());
    assertThatThrownBy(() -> await(first.ended)).hasCauseInstanceOf(HttpClosedException.class);

    assertThat(stream(http2).send().status()).isEqualTo(200);
    await(http2.stub.fault(Fault.truncate()));
    Received second = await(stream(http2).receiving());
    assertThatThrownBy(() -> await(second.ended)).hasCauseInstanceOf(StreamResetException.class);
    await(http2.stub.heal());
    assertThat(stream(http2).send().status()).isEqualTo(200);
    assertThat(http2.stub.counters().connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 16_384, 20_000})
  void cutAfterSoManyBytes_isExact(int bytes) {
    for (StubWorld world : new StubWorld[] {http1, http2}) {
      RegionalStub stub = RegionalStub.create(
          world.vertx,
          RegionalStubConfig.of(ENDPOINT).withStream(StreamProfile.USUAL.withEventBytes(5_000)),
          world.tokens,
          world.authority);
      await(stub.start());
      await(stub.fault(Fault.truncate(Extent.bytes(bytes))));
      Received received = await(stream(world).to(stub.port()).receiving());
      assertThatThrownBy(() -> await(received.ended)).isInstanceOf(StubWorld.Failure.class);
      assertThat(received.bytes).hasValue(bytes);
      assertThat(stub.counters().streams().broken()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"'{\"kind\":\"stall\"}', 2", "'{\"kind\":\"stall\",\"events\":0}', 0"})
  void stall_leavesTheStreamOpen(String fault, int events) {
    for (StubWorld world : new StubWorld[] {http1, http2}) {
      await(world.stub.fault(Fault.parse(new JsonObject(fault))));
      Received received = await(stream(world).receiving());
      await(world.stub.counters().when(counters -> counters.streams().events() == events));
      await(received.atLeast(events * 50));
      await(world.stub.heal());
      assertThat(stream(world).send().status()).isEqualTo(200);
      assertThat(received.ended.isComplete()).isFalse();
      assertThat(received.text().split("data: ", -1)).hasSize(events + 1);

      received.response.request().reset(8);
      await(world.stub.counters().when(counters -> counters.streams().cancelled() == 1));
    }
  }

  @Test
  void noEnd_endsCleanlyWithoutTheMarker() {
    for (StubWorld world : new StubWorld[] {http1, http2}) {
      await(world.stub.fault(Fault.noEnd()));
      Answered generated = stream(world).send();
      assertThat(StreamTest.events(generated.text(), "\r\n\r\n")).hasSize(5);
      assertThat(generated.text()).doesNotContain("finishReason");

      Answered array = stream(world).uri(SSE.replace("?alt=sse", "")).send();
      assertThat(array.text()).endsWith("}\n");

      Answered chat = stream(world)
          .uri(ENDPOINT.openapi("chat/completions"))
          .body(StreamTest.streaming(Bodies.CHAT))
          .send();
      assertThat(StreamTest.events(chat.text(), "\n\n")).hasSize(5);
      assertThat(world.stub.counters().streams().finished()).isEqualTo(3);
    }
  }

  @Test
  void slowBody_spreadsTheEvents() {
    await(http1.stub.fault(Fault.slowBody(Duration.ofMillis(100))));
    long began = System.nanoTime();
    Received received = await(stream(http1).receiving());
    await(received.ended);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(95));
    assertThat(received.pieces).hasValueBetween(2, 5);
    assertThat(StreamTest.events(received.text(), "\r\n\r\n")).hasSize(5);
  }

  @Test
  void latency_delaysTheHeadToo() {
    await(http1.stub.fault(Fault.latency(Duration.ofMillis(150))));
    long began = System.nanoTime();
    Received received = await(stream(http1).receiving());
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(149));
    await(received.ended);
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "status", "blackhole"})
  void whatStrikesBeforeTheHead_isAsWithoutAStream(String kind) {
    JsonObject fault = new JsonObject().put("kind", kind);
    await(http1.stub.fault(Fault.parse(kind.equals("status") ? fault.put("status", 503) : fault)));
    var answer = stream(http1).sending();
    switch (kind) {
      case "status" -> assertThat(await(answer).status()).isEqualTo(503);
      case "reset" -> assertThatThrownBy(() -> await(answer)).isInstanceOf(StubWorld.Failure.class);
      default -> {
        await(http1.stub.counters().when(counters -> counters.requests() == 1));
        assertThat(http1.stub.counters().inFlight()).isEqualTo(1);
      }
    }
    assertThat(http1.stub.counters().streams().begun()).isZero();
  }

  @Test
  void mistake_isRefusedBeforeTheHead() {
    await(http1.stub.fault(Fault.truncate()));
    assertThat(stream(http1).body("{}").send().status()).isEqualTo(400);
    assertThat(http1.stub.counters().streams().begun()).isZero();
  }

  @Test
  void wholeStream_endsWithTheLastChunk() {
    RawCall raw = RawCall.send(plain, SSE, Bodies.CONTENTS);
    String heard = await(raw.until(text -> text.endsWith("\r\n0\r\n\r\n")));
    assertThat(heard).startsWith("HTTP/1.1 200 OK\r\n").contains("transfer-encoding: chunked\r\n");
    assertThat(raw.closed().isComplete()).isFalse();
  }

  @Test
  void cutStream_closesWithoutTheLastChunk() {
    await(plain.stub.fault(Fault.truncate()));
    String heard = await(RawCall.send(plain, SSE, Bodies.CONTENTS).closed());
    assertThat(heard).startsWith("HTTP/1.1 200 OK\r\n").endsWith("}\r\n\r\n\r\n");
    assertThat(heard.split("data: ", -1)).hasSize(3);
  }

  @Test
  void cutStream_afterNoEvent_isAHeadAndNoChunk() {
    await(plain.stub.fault(Fault.truncate(Extent.events(0))));
    String heard = await(RawCall.send(plain, SSE, Bodies.CONTENTS).closed());
    assertThat(heard).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
    assertThat(heard).doesNotContain("data: ").doesNotContain("\r\n0\r\n");
  }

  @Test
  void badChunk_isTwoEventsAndWhatIsNoChunk_onAnOpenConnection() {
    await(plain.stub.fault(Fault.badChunk()));
    RawCall raw = RawCall.send(plain, SSE, Bodies.CONTENTS);
    String heard = await(raw.until(text -> text.endsWith("no size\r\n")));
    assertThat(heard.split("data: ", -1)).hasSize(3);
    assertThat(raw.closed().isComplete()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"kind\":\"truncate\",\"bytes\":10}', 10",
    "'{\"kind\":\"truncate\",\"bytes\":0}', 0",
    "'{\"kind\":\"truncate\",\"events\":0}', 0",
    "'{\"kind\":\"truncate\",\"bytes\":1000000}', -1",
    "'{\"kind\":\"truncate\",\"events\":3}', -2"
  })
  void cutUnaryAnswer_isNeverWhole(String fault, int bytes) {
    for (StubWorld world : new StubWorld[] {http1, http2}) {
      int whole = world.predict().body().length();
      await(world.stub.fault(Fault.parse(new JsonObject(fault))));
      Received received = await(world.call().receiving());
      assertThatThrownBy(() -> await(received.ended)).isInstanceOf(StubWorld.Failure.class);
      assertThat(received.bytes)
          .hasValue(bytes == -1 ? whole - 1 : bytes == -2 ? whole / 2 : bytes);
      assertThat(world.stub.counters().streams().begun()).isZero();
    }
  }

  @Test
  void lateFirstByte_ofAUnaryAnswer_isAfterItsHead() {
    await(http1.stub.fault(Fault.lateFirstByte(Duration.ofMinutes(10))));
    Received received = await(http1.call().receiving());
    assertThat(received.response.statusCode()).isEqualTo(200);
    assertThat(received.bytes).hasValue(0);

    await(http1.stub.fault(Fault.lateFirstByte(Duration.ofMillis(20))));
    assertThat(http1.predict().text()).startsWith("{\"predictions\":[1.0,2.0,3.0],");
    received.response.request().reset(8);
    await(http1.stub.counters().when(counters -> counters.cancelled() == 1));
  }

  @Test
  void noEnd_ofAUnaryAnswer_isTheUsualAnswer() {
    await(http1.stub.fault(Fault.noEnd()));
    assertThat(http1.predict().json().getJsonArray("predictions")).hasSize(3);
  }

  private static Call stream(StubWorld world) {
    return world.call().serverName(ENDPOINT.publicName()).uri(SSE).body(Bodies.CONTENTS);
  }
}
