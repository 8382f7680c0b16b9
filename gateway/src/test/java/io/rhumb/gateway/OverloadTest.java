package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** More than the gateway may hold is refused at once, and what it held is given back on every way out. */
final class OverloadTest extends EndToEnd {

  private static final int BODY = World.BODY.length();

  private static World limited(int inFlight, long buffered) {
    return world.config(c -> Configs.limits(c, Bounds.of(inFlight, buffered))).startUnready();
  }

  @Test
  void requestBeyondTheBound_429AtOnce_beforeItsBodyIsRead() {
    limited(2, 10_000).awaitReady();
    world.fault(Fault.blackhole(), LOCAL);
    List<RawClient> waiting = List.of(RawClient.connect(world), RawClient.connect(world));
    waiting.forEach(RawClient::predict);
    awaitLocalInFlight(2);

    RawClient refused = RawClient.connect(world);
    refused.send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 9000\r\n\r\n");
    String heard = World.await(refused.closed());

    assertThat(heard)
        .startsWith("HTTP/1.1 429 ")
        .contains(
            "retry-after: 1\r\n", "RESOURCE_EXHAUSTED", "x-request-id: ", "connection: close");
    assertThat(inFlight()).isEqualTo(2);
    assertThat(refusals("in-flight")).isEqualTo(1);
    waiting.forEach(RawClient::close);
    awaitNothingHeld();
    world.heal(LOCAL);
    assertServedLocally(world.predict());
  }

  @Test
  void requestsThatWaitBehindAnother_holdRoom_untilTheirConnectionEnds() {
    limited(100, 50_000).awaitReady();
    world.fault(Fault.blackhole(), LOCAL);
    RawClient ahead = RawClient.connect(world).predict();
    awaitLocalInFlight(1);

    ahead.predict();

    world.until("held", () -> buffered() > 2 * BODY);
    assertThat(inFlight()).isEqualTo(1);
    ahead.close();
    awaitNothingHeld();
    world.heal(LOCAL);
    assertServedLocally(world.predict());
  }

  @Test
  void requestsThatWaitedBehindAnother_giveTheirRoomBackAsTheyAreAnswered() {
    limited(100, 50_000).awaitReady();
    String large = "POST /predict HTTP/1.1\r\nhost: x\r\nx-large: " + "x".repeat(4_000);
    RawClient client = RawClient.connect(world);

    // Far more than there is room for at once.
    for (int i = 1; i <= 20; i++) {
      int answers = 3 * i;
      client.send((large + "\r\n" + Hostile.BODY).repeat(3));
      World.await(client.until(text -> text.split("modelVersionId", -1).length == answers + 1));
    }

    awaitNothingHeld();
    assertThat(refusals("request-body")).isZero();
    client.close();
  }

  @Test
  void health_isAnsweredWhateverTheLoad() {
    limited(1, 10_000).awaitReady();
    world.fault(Fault.blackhole(), LOCAL);
    RawClient waiting = RawClient.connect(world).predict();
    awaitLocalInFlight(1);

    assertThat(world.health().statusCode()).isEqualTo(200);

    waiting.close();
    awaitNothingHeld();
  }

  @Test
  void announcedBodies_holdTheirRoom_andTheNextIsRefused() {
    limited(100, 2_000).awaitReady();
    RawClient announcing = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 1500\r\n\r\n");
    awaitBuffered(1500);

    HttpResponse<Buffer> refused =
        World.await(world.post("/predict").sendBuffer(Buffer.buffer("x".repeat(501))));

    assertGatewayError(429, "RESOURCE_EXHAUSTED", refused);
    assertThat(refused.getHeader("retry-after")).isEqualTo("1");
    assertThat(refusals("request-body")).isEqualTo(1);
    assertReached(0, 0, 0);
    announcing.close();
    awaitNothingHeld();
  }

  @Test
  void chunkedBody_isCountedAsItComes_andRefusedWhenThereIsNoRoomForMore() {
    limited(100, 2_000).awaitReady();
    RawClient holding = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n");
    awaitBuffered(1000);
    RawClient chunked = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n320\r\n"
            + "x".repeat(800) + "\r\n");
    awaitBuffered(1800);

    chunked.send("320\r\n" + "x".repeat(800) + "\r\n");

    assertThat(World.await(chunked.closed())).startsWith("HTTP/1.1 429 ");
    awaitBuffered(1000);
    holding.close();
    awaitNothingHeld();
  }

  @Test
  void answerWithoutRoom_429_andTheTargetIsNotBlamed() {
    world.region(
        LOCAL,
        endpoint -> world.authority.issue(endpoint.names()),
        stub -> stub.withResponseBytes(5_000));
    limited(100, 8_000).awaitReady();
    RawClient holding = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 5000\r\n\r\n");
    awaitBuffered(5000);
    // More often than a breaker takes.
    for (int i = 0; i < 10; i++) {
      HttpResponse<Buffer> refused = world.predict();
      assertGatewayError(429, "RESOURCE_EXHAUSTED", refused);
      assertThat(refused.getHeader("retry-after")).isEqualTo("1");
      assertThat(attempts(refused)).containsExactly(LOCAL + " primary no-room");
    }
    assertThat(refusals("answer")).isEqualTo(10);
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("admitted");
    assertReached(10, 0, 0);
    awaitBuffered(5000);
    holding.close();
    awaitNothingHeld();
    assertServedLocally(world.predict());
    world.usualRegion(LOCAL);
  }

  @Test
  void everyWayOut_givesBackWhatWasHeld() {
    limited(100, 1 << 20).awaitReady();
    // Answered, at once and by failover; refused for its size; broken; gone while it sends; gone
    // while it waits.
    assertServedLocally(world.predict());
    world.fault(Fault.status(500), LOCAL);
    world.predict();
    world.fault(Fault.truncate(), LOCAL);
    world.predict();
    world.fault(Fault.status(503), LOCAL, NEXT, World.LAST);
    assertUnavailable(world.predict());
    World.await(world.post("/predict").sendBuffer(Buffer.buffer(new byte[1 + (1 << 20)])));
    World.await(RawClient.connect(world)
        .send(
            "POST /predict HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n")
        .closed());
    RawClient sending = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\ncontent-length: 700\r\n\r\nhalf of it");
    awaitBuffered(700);
    sending.reset(Future.succeededFuture());
    awaitNothingHeld();
    world.restore();
    limited(100, 1 << 20).awaitReady();
    world.fault(Fault.stall(), LOCAL);
    RawClient waiting = RawClient.connect(world).predict();
    awaitLocalInFlight(1);
    assertThat(inFlight()).isEqualTo(1);
    waiting.close();
    awaitNothingHeld();
  }

  @Test
  void answerThatItsClientDoesNotTake_isHeldUntilTheClientGoes() {
    int length = 10 << 20;
    world.region(
        LOCAL,
        endpoint -> world.authority.issue(endpoint.names()),
        stub -> stub.withResponseBytes(length));
    limited(100, 64 << 20).awaitReady();
    RawClient deaf = RawClient.connect(world).pause().predict();
    awaitAnswered(1);
    world.until("held", () -> buffered() >= length);
    assertThat(inFlight()).isEqualTo(1);

    deaf.close();

    awaitNothingHeld();
    world.usualRegion(LOCAL);
  }

  @Test
  void http2Streams_giveBackWhatTheyHeld() {
    limited(3, 10_000).awaitReady();
    world.fault(Fault.blackhole(), LOCAL);
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    List<Future<Void>> resets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      resets.add(client
          .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
          .compose(request -> {
            request.send(Buffer.buffer(World.BODY)).onFailure(reset -> {});
            return world
                .region(LOCAL)
                .counters()
                .when(seen -> seen.inFlight() == 3)
                .compose(v -> request.reset(8));
          })
          .mapEmpty());
    }
    World.await(Future.join(resets));
    awaitNothingHeld();
    World.await(client.close());
  }

  @Test
  void manyAtOnce_neverMoreThanTheBound_andEachIsAnsweredOrRefused() {
    limited(5, 5L * BODY + 20_000).awaitReady();
    world.fault(Fault.latency(Duration.ofMillis(20)), LOCAL);
    List<Future<HttpResponse<Buffer>>> answers =
        Stream.generate(world::sendPredict).limit(60).toList();
    World.await(Future.join(answers));
    assertThat(answers)
        .allMatch(a -> a.result().statusCode() == 200 || a.result().statusCode() == 429);
    assertThat(answers).anyMatch(a -> a.result().statusCode() == 200);
    assertThat(answers).anyMatch(a -> a.result().statusCode() == 429);
    assertThat(world.region(LOCAL).counters().maxInFlight()).isLessThanOrEqualTo(5);
    awaitNothingHeld();
  }

  private static void awaitLocalInFlight(int count) {
    World.await(world.region(LOCAL).counters().when(seen -> seen.inFlight() == count));
  }

  private static void awaitAnswered(int count) {
    World.await(world.region(LOCAL).counters().when(seen -> seen.answered() == count));
  }

  private static void awaitBuffered(long bytes) {
    world.until(bytes + " bytes held", () -> buffered() == bytes);
  }

  private static void awaitNothingHeld() {
    world.until("nothing held", () -> buffered() == 0 && inFlight() == 0);
  }

  private static long buffered() {
    return value("rhumb_buffered_bytes ");
  }

  private static long inFlight() {
    return value("rhumb_requests_in_flight ");
  }

  private static long refusals(String why) {
    return (long) Scrape.of(world).sum("rhumb_overload_refused_total", "reason=\"" + why + "\"");
  }

  private static long value(String start) {
    return Scrape.of(world).lines().stream()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(start.length())))
        .sum();
  }
}
