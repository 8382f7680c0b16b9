package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What streams look like, and that they take their time and their client's, over both versions of HTTP. */
class StreamTest {

  private static final String WORDS = "one two three four five";
  private static final String GENERATE = ENDPOINT.publisher(Bodies.GEMINI, "streamGenerateContent");

  private StubWorld world;

  @AfterEach
  void stop() {
    if (world != null) {
      world.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void streamGenerateContent_withSse_isOneEventPerWord(HttpVersion version) {
    start(version, StreamProfile.USUAL);
    Answered answer = call(GENERATE + "?alt=sse", Bodies.CONTENTS).send();

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("content-type")).isEqualTo("text/event-stream");
    assertThat(answer.text()).startsWith("data: {").endsWith("}\r\n\r\n");
    List<JsonObject> events = events(answer.text(), "\r\n\r\n");
    assertThat(events).hasSize(5);
    assertThat(events.stream().map(StreamTest::generated).collect(Collectors.joining()))
        .isEqualTo(WORDS);
    assertThat(events)
        .extracting(event -> candidate(event).getString("finishReason"))
        .containsExactly(null, null, null, null, "STOP");
    assertThat(events.get(4).getJsonObject("usageMetadata").getInteger("totalTokenCount"))
        .isEqualTo(8);
    assertThat(events)
        .extracting(event -> event.getString("responseId"))
        .containsOnly("us-east4-1");
    assertFinished(5);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void streamGenerateContent_withoutSse_isOneJsonArray(HttpVersion version) {
    start(version, StreamProfile.USUAL);
    Answered answer = call(GENERATE, Bodies.CONTENTS).send();

    assertThat(answer.headers().get("content-type")).startsWith("application/json");
    assertThat(answer.text()).startsWith("[{").contains("}\n,\r\n{").endsWith("}\n]");
    assertThat(new JsonArray(answer.text())
            .stream().map(event -> generated((JsonObject) event)).collect(Collectors.joining()))
        .isEqualTo(WORDS);
    assertFinished(5);
  }

  @Test
  void streamRawPredict_isEventsThatNameEndpointAndModel() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL.withEvents(2));
    Answered answer = world
        .call()
        .uri(ENDPOINT.path("streamRawPredict"))
        .body(Bodies.INSTANCES)
        .send();

    assertThat(answer.text())
        .isEqualTo(
            "data: {\"predictions\":[1.0,2.0],\"index\":0}\r\n\r\ndata: {\"predictions\":[1.0,2.0],\"index\":1}\r\n\r\n");
    assertThat(answer.headers().get("content-type")).isEqualTo("text/event-stream");
    assertThat(answer.headers().get("x-vertex-ai-endpoint-id")).isEqualTo("1111");
    assertThat(answer.headers().get("x-vertex-ai-deployed-model-id"))
        .isEqualTo(ENDPOINT.deployedModel());
  }

  @Test
  void streamRawPredict_thatIsTimed_saysWhenEachEventWasSent() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL.withEvents(2).withTimes(true));
    Answered answer = world
        .call()
        .uri(ENDPOINT.path("streamRawPredict"))
        .body(Bodies.INSTANCES)
        .send();

    long micros = TimeUnit.MILLISECONDS.toMicros(world.now.get().toEpochMilli());
    assertThat(events(answer.text(), "\r\n\r\n"))
        .extracting(event -> event.getInteger("index"), event -> event.getLong("sentMicros"))
        .containsExactly(tuple(0, micros), tuple(1, micros));
  }

  @Test
  void serverStreamingPredict_isOneJsonArray() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL.withEvents(2));
    Answered answer = call(
            ENDPOINT.path("serverStreamingPredict") + "?$alt=json;enum-encoding%3Dint",
            Bodies.TENSORS)
        .send();
    JsonObject tensors = new JsonObject(Bodies.TENSORS.replace("inputs", "outputs"));
    assertThat(new JsonArray(answer.text())).containsExactly(tensors, tensors);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void chatCompletions_isChunksAndDone(HttpVersion version) {
    start(version, StreamProfile.USUAL);
    Answered answer =
        call(ENDPOINT.openapi("chat/completions"), streaming(Bodies.CHAT)).send();

    assertThat(answer.headers().get("content-type")).isEqualTo("text/event-stream");
    assertThat(answer.text()).endsWith("\n\ndata: [DONE]\n\n");
    List<JsonObject> chunks = events(answer.text().replace("data: [DONE]\n\n", ""), "\n\n");
    assertThat(chunks).hasSize(5);
    assertThat(chunks)
        .extracting(chunk -> chunk.getString("object"))
        .containsOnly("chat.completion.chunk");
    assertThat(chunks).noneMatch(chunk -> chunk.containsKey("usage"));
    List<JsonObject> choices = chunks.stream()
        .map(chunk -> chunk.getJsonArray("choices").getJsonObject(0))
        .toList();
    assertThat(choices.stream()
            .map(choice -> choice.getJsonObject("delta").getString("content"))
            .collect(Collectors.joining()))
        .isEqualTo(WORDS);
    assertThat(choices.get(0).getJsonObject("delta").getString("role")).isEqualTo("assistant");
    assertThat(choices)
        .extracting(choice -> choice.getString("finish_reason"))
        .containsExactly(null, null, null, null, "stop");
    assertFinished(5);
  }

  @Test
  void completions_streamWithUsage_endsInAChunkWithoutChoices() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL);
    String body =
        streaming(Bodies.PROMPT).replace("}", ",\"stream_options\":{\"include_usage\":true}}");
    Answered answer = call(ENDPOINT.openapi("completions"), body).send();

    List<JsonObject> chunks = events(answer.text().replace("data: [DONE]\n\n", ""), "\n\n");
    assertThat(chunks).hasSize(6);
    assertThat(chunks.get(5).getJsonArray("choices")).isEmpty();
    assertThat(chunks.get(5).getJsonObject("usage"))
        .isEqualTo(
            new JsonObject("{\"prompt_tokens\":3,\"completion_tokens\":5,\"total_tokens\":8}"));
    assertThat(chunks.get(0).getJsonArray("choices").getJsonObject(0).getString("text"))
        .isEqualTo("one");
  }

  @Test
  void responses_streamNamesItsEvents() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL.withEvents(2));
    Answered answer =
        call(ENDPOINT.openapi("responses"), streaming(Bodies.INPUT)).send();
    assertThat(answer.text().lines().filter(line -> line.startsWith("event: ")))
        .containsExactly(
            "event: response.created",
            "event: response.output_text.delta",
            "event: response.output_text.delta",
            "event: response.completed");
    assertThat(answer.text()).contains("\"text\":\"one two\"").doesNotContain("[DONE]");
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void head_comesLongBeforeTheFirstByte(HttpVersion version) {
    start(version, StreamProfile.USUAL);
    await(world.stub.fault(Fault.lateFirstByte(Duration.ofMinutes(10))));
    Received received = await(call(GENERATE, Bodies.CONTENTS).receiving());

    assertThat(received.response.statusCode()).isEqualTo(200);
    assertThat(world.stub.counters().streams().begun()).isEqualTo(1);
    assertThat(world.stub.counters().streams().events()).isZero();
    assertThat(received.bytes).hasValue(0);
    received.response.request().reset(8);
    await(world.stub.counters().when(counters -> counters.streams().cancelled() == 1));
    assertThat(world.stub.counters().cancelled()).isEqualTo(1);
    assertThat(world.stub.counters().answered()).isZero();
    assertThat(world.stub.counters().cancelledNanos()).isNotZero();
  }

  @Test
  void serviceTimeAndIntervals_addUp() {
    ServiceProfile service = ServiceProfile.IMMEDIATE.withTime(Duration.ofMillis(60), 0);
    start(
        HttpVersion.HTTP_1_1,
        RegionalStubConfig.of(ENDPOINT)
            .withService(service)
            .withStream(StreamProfile.USUAL.withInterval(Duration.ofMillis(20))));
    long began = System.nanoTime();
    Received received = await(call(GENERATE, Bodies.CONTENTS).receiving());
    await(received.ended);

    // Timers may fire a millisecond early.
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(60 + 4 * 20 - 5));
    // Five events, and the bracket that ends the array.
    assertThat(received.pieces).hasValueBetween(2, 6);
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void slowReader_isWaitedFor(HttpVersion version) {
    int events = 1_000;
    start(version, StreamProfile.USUAL.withEvents(events).withEventBytes(64 << 10));
    Received received = await(call(GENERATE, Bodies.CONTENTS).receivingNothing());
    await(world.stub.counters().when(counters -> counters.streams().events() > 0));
    // Whoever wrote without a look at the client would be done
    // before the same event loop has served so many others.
    for (int i = 0; i < 100; i++) {
      assertThat(world.predict().status()).isEqualTo(200);
    }
    assertThat(world.stub.counters().streams().events()).isLessThan(events);
    assertThat(world.stub.counters().streams().finished()).isZero();

    received.response.resume();
    await(received.ended);
    assertThat(world.stub.counters().streams().events()).isEqualTo(events);
    assertThat(received.bytes).hasValueGreaterThanOrEqualTo(events * (64 << 10));
  }

  @ParameterizedTest
  @EnumSource(names = {"HTTP_1_1", "HTTP_2"})
  void slowReaderThatGoesAway_isCancelled(HttpVersion version) {
    start(version, StreamProfile.USUAL.withEvents(1_000).withEventBytes(64 << 10));
    Received received = await(call(GENERATE, Bodies.CONTENTS).receivingNothing());
    await(world.stub.counters().when(counters -> counters.streams().events() > 0));
    received.response.request().reset(8);
    await(world.stub.counters().when(counters -> counters.streams().cancelled() == 1));
    assertThat(world.stub.counters().inFlight()).isZero();
  }

  @Test
  void refusedArray_isAnArrayToo() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL);
    assertListed(call(GENERATE, "{}").send(), 400);
    assertThat(call(GENERATE + "?alt=sse", "{}").send().error().getInteger("code"))
        .isEqualTo(400);

    await(world.stub.fault(Fault.status(503)));
    assertListed(call(GENERATE, Bodies.CONTENTS).send(), 503);
    await(world.stub.fault(new Fault(new Effect.Status(500, null, null, "{\"a\":1}"), 1)));
    assertThat(call(GENERATE, Bodies.CONTENTS).send().text()).isEqualTo("{\"a\":1}");
  }

  @Test
  void slot_isHeldUntilTheStreamEnds() {
    start(
        HttpVersion.HTTP_1_1,
        RegionalStubConfig.of(ENDPOINT).withService(ServiceProfile.IMMEDIATE.withSlots(1, 0)));
    assertThat(call(GENERATE, Bodies.CONTENTS).send().status()).isEqualTo(200);
    await(world.stub.fault(Fault.stall()));
    Received received = await(call(GENERATE, Bodies.CONTENTS).receiving());
    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(429);
    assertThat(call(GENERATE, Bodies.CONTENTS).send().status()).isEqualTo(429);

    received.response.request().reset(8);
    await(world.stub.counters().when(counters -> counters.cancelled() == 1));
    assertThat(world.predict().status()).isEqualTo(200);
  }

  @Test
  void cutStream_givesItsSlotBack() {
    start(
        HttpVersion.HTTP_1_1,
        RegionalStubConfig.of(ENDPOINT).withService(ServiceProfile.IMMEDIATE.withSlots(1, 0)));
    await(world.stub.fault(Fault.truncate()));
    await(call(GENERATE, Bodies.CONTENTS)
        .receiving()
        .compose(received -> received.ended.otherwiseEmpty()));
    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(200);
  }

  @Test
  void streamOfAStoppedStub_isBroken() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL);
    await(world.stub.fault(Fault.stall()));
    await(call(GENERATE, Bodies.CONTENTS).receiving());
    await(world.stub.stop());
    await(world.stub.counters().when(counters -> counters.streams().broken() == 1));
  }

  @Test
  void eventBytes_isTheLengthOfAnEvent() {
    start(HttpVersion.HTTP_1_1, StreamProfile.USUAL.withEvents(3).withEventBytes(1_000));
    Answered answer = call(GENERATE + "?alt=sse", Bodies.CONTENTS).send();
    assertThat(answer.body().length()).isEqualTo(3 * (1_000 + "data: \r\n\r\n".length()));
    assertThat(events(answer.text(), "\r\n\r\n")).hasSize(3);
  }

  @Test
  void manyEvents_allComeInOrder() {
    start(HttpVersion.HTTP_2, StreamProfile.USUAL.withEvents(5_000));
    String text =
        events(call(GENERATE + "?alt=sse", Bodies.CONTENTS).send().text(), "\r\n\r\n").stream()
            .map(StreamTest::generated)
            .collect(Collectors.joining());
    assertThat(text).isEqualTo(Counting.text(5_000)).endsWith(" 4999 5000");
    assertThat(IntStream.range(0, 5_000).mapToObj(Counting::piece).collect(Collectors.joining()))
        .isEqualTo(text);
  }

  private void start(HttpVersion version, StreamProfile stream) {
    start(version, RegionalStubConfig.of(ENDPOINT).withStream(stream));
  }

  private void start(HttpVersion version, RegionalStubConfig config) {
    world = new StubWorld(
        config,
        options -> options.setUseAlpn(version == HttpVersion.HTTP_2).setProtocolVersion(version));
  }

  private Call call(String uri, String body) {
    return world.call().serverName(ENDPOINT.publicName()).uri(uri).body(body);
  }

  private static void assertListed(Answered answer, int status) {
    assertThat(answer.status()).isEqualTo(status);
    JsonObject error = new JsonArray(answer.text()).getJsonObject(0).getJsonObject("error");
    assertThat(error.getInteger("code")).isEqualTo(status);
  }

  private void assertFinished(int events) {
    StreamCounters streams = world.stub.counters().streams();
    assertThat(streams.begun()).isEqualTo(1);
    assertThat(streams.finished()).isEqualTo(1);
    assertThat(streams.events()).isEqualTo(events);
    assertThat(world.stub.counters().answered(200)).isEqualTo(1);
    assertThat(world.stub.counters().inFlight()).isZero();
  }

  static String streaming(String body) {
    return body.substring(0, body.length() - 1) + ",\"stream\":true}";
  }

  static List<JsonObject> events(String text, String separator) {
    return Stream.of(text.split(separator))
        .map(event -> new JsonObject(event.substring("data: ".length())))
        .toList();
  }

  static String generated(JsonObject event) {
    return candidate(event)
        .getJsonObject("content")
        .getJsonArray("parts")
        .getJsonObject(0)
        .getString("text");
  }

  private static JsonObject candidate(JsonObject event) {
    return event.getJsonArray("candidates").getJsonObject(0);
  }
}
