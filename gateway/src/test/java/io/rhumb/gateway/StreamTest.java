package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.StreamConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams from their first byte to their end, or what comes instead of it. */
class StreamTest {

  private static final String ONE = "data: {\"n\":1}\n\n";
  private static final String TWO = "data: {\"n\":2}\n\n";

  /** The last chunk, and the end of an HTTP/1.1 message that is whole (RFC 9112, section 7.1). */
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  /** SETTINGS_INITIAL_WINDOW_SIZE (RFC 9113, section 6.5.2), and what a window is without it. */
  private static final int INITIAL_WINDOW_SIZE = 4;

  private static final int LEAST_WINDOW = 65_535;

  private static final StreamConfig SHORT_STALL = new StreamConfig(Duration.ofMillis(200), 0);

  private World world;
  private ScriptedRegion local;
  private ScriptedRegion next;

  @BeforeEach
  void createWorld() {
    world = World.create();
    local = ScriptedRegion.start(world.vertx);
    next = ScriptedRegion.start(world.vertx);
    world.target(this::scripted);
  }

  @AfterEach
  void closeWorld() {
    local.stop();
    next.stop();
    world.close();
  }

  private TargetConfig scripted(TargetConfig target) {
    return switch (target.region()) {
      case LOCAL -> Configs.address(Configs.plain(target), "127.0.0.1", local.port());
      case NEXT -> Configs.address(Configs.plain(target), "127.0.0.1", next.port());
      default -> target;
    };
  }

  private static ModelConfig hold(ModelConfig model, long bytes) {
    return model.withStream(new StreamConfig(Duration.ofSeconds(60), bytes));
  }

  private RawClient ask() {
    return RawClient.connect(world).predict();
  }

  private void assertQuiet() {
    world.until("nothing is in flight", () -> Scrape.of(world).inFlight() == 0);
  }

  private long attempts(String region, String outcome) {
    return Scrape.of(world).attempts("target=\"" + region + "\"", "outcome=\"" + outcome + "\"");
  }

  @Test
  void piecesReachTheClient_asTheyCome() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));

    String heard = await(client.until(text -> text.contains(ONE)));
    assertThat(heard)
        .startsWith("HTTP/1.1 200 ")
        .contains("content-type: text/event-stream", "x-rhumb-target: " + LOCAL)
        .contains("x-rhumb-attempts: " + LOCAL + ";kind=primary;outcome=running")
        .doesNotContain("content-length");
    assertThat(Scrape.of(world).inFlight()).isEqualTo(1);

    await(call.send(TWO));
    await(client.until(text -> text.contains(TWO)));
    call.end();
    await(client.until(text -> text.endsWith(LAST_CHUNK)));

    assertQuiet();
    assertThat(attempts(LOCAL, "success")).isEqualTo(1);
    assertThat(next.calls()).isZero();
    client.close();
  }

  @Test
  void connectionServesOn_afterAStream() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    call.end();
    await(client.until(text -> text.endsWith(LAST_CHUNK)));
    client.predict();
    call = local.next().events();
    await(call.send(TWO));
    call.end();

    String heard = await(client.until(text -> text.contains(TWO) && text.endsWith(LAST_CHUNK)));
    assertThat(heard.split("HTTP/1.1 200 ", -1)).hasSize(3);
    client.close();
  }

  @Test
  void cutBehindTheHead_isServedElsewhere_unseen() {
    world.start();
    RawClient client = ask();
    local.next().events().cut();
    ScriptedRegion.Call other = next.next().events();
    await(other.send(TWO));
    other.end();

    String heard = await(client.until(text -> text.endsWith(LAST_CHUNK)));
    assertThat(heard)
        .startsWith("HTTP/1.1 200 ")
        .contains(TWO, "x-rhumb-target: " + NEXT)
        .contains(LOCAL + ";kind=primary;outcome=connection-lost");
    client.close();
  }

  @Test
  void headWithoutABody_runsOutOfItsTime_andIsServedElsewhere() {
    world.model(model -> Configs.attemptTimeout(model, Duration.ofMillis(300))).start();
    RawClient client = ask();
    ScriptedRegion.Call silent = local.next().events();
    ScriptedRegion.Call other = next.next().events();
    await(other.send(TWO));
    other.end();

    assertThat(await(client.until(text -> text.endsWith(LAST_CHUNK)))).contains(TWO);
    await(silent.gone());
    assertThat(attempts(LOCAL, "timeout")).isEqualTo(1);
    client.close();
  }

  @Test
  void stream_outlivesTheAttemptTimeout_whileItFlows() {
    world.model(model -> Configs.attemptTimeout(model, Duration.ofMillis(300))).start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    await(world.vertx.timer(500, TimeUnit.MILLISECONDS));
    await(call.send(TWO));
    call.end();

    assertThat(await(client.until(text -> text.endsWith(LAST_CHUNK)))).contains(ONE, TWO);
    client.close();
  }

  @Test
  void cutBetweenEvents_isToldInAnEvent_andNoCleanEnd() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    await(client.until(text -> text.contains(ONE)));
    call.cut();

    assertThat(await(client.closed()))
        .contains(ONE, "data: {\"error\":{\"code\":503,", "\"status\":\"UNAVAILABLE\"")
        .doesNotContain(LAST_CHUNK);
    assertThat(next.calls()).isZero();
    assertQuiet();
    assertThat(attempts(LOCAL, "stream-cut")).isEqualTo(1);
    assertThat(Scrape.of(world).sum("rhumb_requests_total", "status=\"5xx\"")).isEqualTo(1);
  }

  @Test
  void cutWithinAnEvent_isNoCleanEnd_andNothingIsAdded() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE + "data: {\"n\""));
    await(client.until(text -> text.contains("data: {\"n\"\r\n")));
    call.cut();

    assertThat(await(client.closed())).doesNotContain("error").doesNotContain(LAST_CHUNK);
  }

  @Test
  void cutOfAnEncodedStream_isNoCleanEnd_andNothingIsAdded() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next();
    call.response().putHeader("content-encoding", "gzip");
    await(call.events().send(ONE));
    await(client.until(text -> text.contains(ONE)));
    call.cut();

    assertThat(await(client.closed())).doesNotContain("error").doesNotContain(LAST_CHUNK);
  }

  @Test
  void cutOfLines_isNoCleanEnd() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().head("application/x-ndjson");
    await(call.send("{\"n\":1}\n"));
    await(client.until(text -> text.contains("{\"n\":1}")));
    call.cut();

    assertThat(await(client.closed())).doesNotContain("error").doesNotContain(LAST_CHUNK);
  }

  @Test
  void stall_endsTheStreamAsAnError_andTheCallToo() {
    world.model(model -> model.withStream(SHORT_STALL)).start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));

    assertThat(await(client.closed()))
        .contains(ONE, "data: {\"error\":{\"code\":504,", "\"status\":\"DEADLINE_EXCEEDED\"")
        .doesNotContain(LAST_CHUNK);
    await(call.gone());
    assertQuiet();
    assertThat(attempts(LOCAL, "stream-stalled")).isEqualTo(1);
  }

  @Test
  void targetThatCutsItsStreams_isAskedNoMore() {
    world.start();
    for (int i = 0; i < 4; i++) {
      RawClient client = ask();
      ScriptedRegion.Call call = local.next().events();
      await(call.send(ONE));
      await(client.until(text -> text.contains(ONE)));
      call.cut();
      await(client.closed());
    }
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("breaker-open");
  }

  /** Whichever region was asked. */
  private ScriptedRegion.Call asked() {
    world.until("asked", () -> local.waiting() + next.waiting() > 0);
    return local.waiting() > 0 ? local.next() : next.next();
  }

  @Test
  void clientThatLeaves_endsTheCallWithinATenthOfASecond() {
    world.start();
    long least = Long.MAX_VALUE;
    // The machine may be busy with something else: the best of three.
    for (int i = 0; i < 3; i++) {
      RawClient client = ask();
      ScriptedRegion.Call call = local.next().events();
      await(call.send(ONE));
      await(client.until(text -> text.contains(ONE)));
      long left = System.nanoTime();
      client.close();
      await(call.gone());
      least = Math.min(least, System.nanoTime() - left);
    }
    assertThat(Duration.ofNanos(least)).isLessThan(Duration.ofMillis(100));
    assertQuiet();
    assertThat(attempts(LOCAL, "client-gone")).isEqualTo(3);
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("admitted");
  }

  @Test
  void clientThatDoesNotTake_isNotReadFor_andGetsEverythingInTheEnd() {
    world.start();
    RawClient client = ask().pause();
    ScriptedRegion.Call call = local.next().events();
    Buffer piece = Buffer.buffer("x".repeat(64 * 1024));
    AtomicLong sent = new AtomicLong();
    // The socket buffers of both connections are the kernel's; the gateway takes no more than its
    // queue.
    world.until("full", () -> {
      if (!call.full()) {
        sent.addAndGet(piece.length());
        call.send(piece);
      }
      return call.full();
    });
    assertThat(Scrape.of(world).value("rhumb_buffered_bytes")).isLessThan(1 << 20);

    client.resume();
    call.end();
    String heard = await(client.until(text -> text.endsWith(LAST_CHUNK)));
    assertThat(heard.chars().filter(c -> c == 'x').count() - count(heard, "x-"))
        .isGreaterThanOrEqualTo(sent.get());
    client.close();
  }

  private static long count(String text, String part) {
    return text.split(part, -1).length - 1L;
  }

  @Test
  void clientThatNeverTakes_isGivenUp() {
    world
        .config(c -> Configs.limits(c, Bounds.times(Duration.ofSeconds(5), Duration.ofMillis(300))))
        .start();
    RawClient client = ask().pause();
    ScriptedRegion.Call call = local.next().events();
    sendUntilGivenUp(call);

    assertQuiet();
    assertThat(attempts(LOCAL, "client-gone")).isEqualTo(1);
    client.close();
  }

  private void sendUntilGivenUp(ScriptedRegion.Call call) {
    Buffer piece = Buffer.buffer("x".repeat(64 * 1024));
    world.until("given up", () -> {
      if (!call.full()) {
        call.send(piece);
      }
      return call.gone().isComplete();
    });
  }

  /** Its window takes everything, so that the reset waits behind what its socket does not. */
  @Test
  void http2ClientThatNeverReads_isGivenUp() {
    world
        .config(c -> Configs.limits(c, Bounds.times(Duration.ofSeconds(5), Duration.ofMillis(300))))
        .start();
    RawClient client = RawClient.connect(world)
        .pause()
        .send(Http2Frames.connection()
            .setting(INITIAL_WINDOW_SIZE, Integer.MAX_VALUE)
            .window(0, Integer.MAX_VALUE - LEAST_WINDOW)
            .predict(1, Http2Frames.END_HEADERS, "content-type", "application/json")
            .lastData(1, World.BODY)
            .bytes());
    ScriptedRegion.Call call = local.next().events();
    sendUntilGivenUp(call);

    assertQuiet();
    assertThat(attempts(LOCAL, "client-gone")).isEqualTo(1);
    assertThat(Scrape.of(world).value("rhumb_requests_in_flight")).isZero();
    client.close();
  }

  @Test
  void cutBeforeWhatIsHeldBack_isServedElsewhere() {
    world.model(model -> hold(model, 1_000)).start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    call.cut();
    ScriptedRegion.Call other = next.next().events();
    await(other.send(TWO.repeat(100)));
    await(client.until(text -> text.contains(TWO)));
    other.end();

    assertThat(await(client.until(text -> text.endsWith(LAST_CHUNK)))).doesNotContain(ONE);
    client.close();
  }

  @Test
  void streamShorterThanWhatIsHeldBack_isAWholeAnswer() {
    world.model(model -> hold(model, 1_000)).start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    call.end();

    assertThat(await(client.until(text -> text.endsWith(ONE))))
        .contains("content-length: " + ONE.length(), "outcome=success");
    client.close();
  }

  @Test
  void slowStream_isHeldBackForHalfOfItsTimeAtTheMost() {
    world
        .model(model -> hold(Configs.attemptTimeout(model, Duration.ofMillis(600)), 1_000))
        .start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));

    await(client.until(text -> text.contains(ONE)));
    call.end();
    await(client.until(text -> text.endsWith(LAST_CHUNK)));
    assertThat(next.calls()).isZero();
    client.close();
  }

  @Test
  void hedge_winsWithItsFirstByte_overAHead() {
    world
        .model(model -> Configs.strategy(
            model,
            new StrategySpec(
                "hedged", Map.of("of", "local-first", "delay", "50ms", "budget", "100%"))))
        .start();
    RawClient client = ask();
    ScriptedRegion.Call silent = local.next().events();
    ScriptedRegion.Call hedge = next.next().events();
    await(hedge.send(TWO));
    hedge.end();

    assertThat(await(client.until(text -> text.endsWith(LAST_CHUNK))))
        .contains(TWO, NEXT + ";kind=hedge;outcome=running", LOCAL + ";kind=primary;outcome=lost");
    await(silent.gone());
    client.close();
  }

  @Test
  void http2Client_seesACutAsAReset_andItsConnectionLivesOn() {
    world.start();
    var client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    Future<HttpClientResponse> response = client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
        .compose(request -> request.send(World.BODY));
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    HttpClientResponse head = await(response);
    Future<Void> end = head.end();
    call.cut();

    assertThat(end.toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(java.util.concurrent.ExecutionException.class)
        .withCauseInstanceOf(StreamResetException.class);

    Future<Buffer> second = client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
        .compose(request -> request.send(World.BODY))
        .compose(HttpClientResponse::body);
    ScriptedRegion.Call other = asked().events();
    await(other.send(TWO));
    other.end();
    assertThat(await(second)).hasToString(TWO);
    await(client.close());
  }

  @Test
  void http2Client_resets_endsTheCall() {
    world.start();
    var client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    HttpClientRequest request =
        await(client.request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict"));
    Future<HttpClientResponse> response = request.send(World.BODY);
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    await(response);
    request.reset(8);

    await(call.gone());
    assertQuiet();
    assertThat(attempts(LOCAL, "client-gone")).isEqualTo(1);
    await(client.close());
  }

  @Test
  void http10Client_getsItWhole_sinceItCouldNotTellACutFromAnEnd() {
    world.start();
    RawClient client = RawClient.connect(world)
        .send("POST /predict HTTP/1.0\r\nhost: x\r\ncontent-length: " + World.BODY.length()
            + "\r\n\r\n" + World.BODY);
    ScriptedRegion.Call call = local.next().events();
    await(call.send(ONE));
    call.cut();
    ScriptedRegion.Call other = next.next().events();
    await(other.send(TWO));
    other.end();

    assertThat(await(client.closed()))
        .contains("content-length: " + TWO.length())
        .endsWith(TWO)
        .doesNotContain(ONE);
  }

  @Test
  void errorWithTheTypeOfAStream_isReadWhole_andServedElsewhere() {
    world.start();
    RawClient client = ask();
    ScriptedRegion.Call call = local.next();
    call.response().setStatusCode(503);
    await(call.events().send(ONE));
    call.end();
    ScriptedRegion.Call other = next.next().events();
    await(other.send(TWO));
    other.end();

    assertThat(await(client.until(text -> text.endsWith(LAST_CHUNK))))
        .startsWith("HTTP/1.1 200 ")
        .contains(List.of(TWO));
    client.close();
  }
}
