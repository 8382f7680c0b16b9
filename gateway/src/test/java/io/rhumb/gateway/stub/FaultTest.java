package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import java.net.ConnectException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What each fault looks like to a client, and that healing heals. */
class FaultTest {

  private StubWorld world;

  @BeforeEach
  void start() {
    world = new StubWorld();
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void status_isAnsweredInTheEnvelope_untilHealed() {
    await(world.stub.fault(Fault.status(503)));
    Answered answer = world.predict();

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error().getString("status")).isEqualTo("UNAVAILABLE");
    assertThat(answer.headers().contains("retry-after")).isFalse();
    assertThat(world.stub.fault()).isEqualTo(Fault.status(503));

    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(200);
    assertThat(world.stub.fault()).isNull();
  }

  @Test
  void status_withRetryAfterMessageAndBody() {
    await(world.stub.fault(new Fault(new Effect.Status(429, 2, "slow down", null), 1)));
    Answered answer = world.predict();
    assertThat(answer.headers().get("retry-after")).isEqualTo("2");
    assertThat(answer.error().getString("message")).isEqualTo("slow down");
    assertThat(answer.error().getString("status")).isEqualTo("RESOURCE_EXHAUSTED");

    await(world.stub.fault(new Fault(new Effect.Status(500, null, null, "{\"type\":\"x\"}"), 1)));
    assertThat(world.predict().text()).isEqualTo("{\"type\":\"x\"}");

    await(world.stub.fault(new Fault(new Effect.Status(502, null, null, "bad gateway"), 1)));
    Answered plain = world.predict();
    assertThat(plain.text()).isEqualTo("bad gateway");
    assertThat(plain.headers().get("content-type")).startsWith("text/plain");
  }

  @Test
  void anyFault_leavesAMistakeOfTheClientVisible() {
    await(world.stub.fault(Fault.status(503)));
    assertThat(world.call().without("authorization").send().status()).isEqualTo(401);
    assertThat(world.call().body("{}").send().status()).isEqualTo(400);
  }

  @Test
  void latency_delaysTheAnswer() {
    await(world.stub.fault(Fault.latency(Duration.ofMillis(150))));
    long began = System.nanoTime();
    assertThat(world.predict().status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(149));
  }

  @Test
  void reset_isATcpResetBeforeTheHead() {
    await(world.stub.fault(Fault.reset()));

    assertThatThrownBy(world::predict).cause().satisfies(cause -> assertThat(
            cause.toString().toLowerCase(Locale.ROOT))
        .contains("reset"));
    assertThat(world.stub.counters().broken()).isEqualTo(1);
  }

  @Test
  void blackhole_neverAnswers_andCountsWhoGivesUp() {
    await(world.stub.fault(Fault.blackhole()));
    HttpClientRequest request = await(world.call().open());
    Future<HttpClientResponse> response = request.send(StubWorld.BODY);
    await(world.stub.counters().when(counters -> counters.requests() == 1));

    // Another request is answered meanwhile, so the first one had its chance.
    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(200);
    assertThat(response.isComplete()).isFalse();
    assertThat(world.stub.counters().inFlight()).isEqualTo(1);

    request.reset(8);
    await(world
        .stub
        .counters()
        .when(counters -> counters.cancelled() == 1 && counters.inFlight() == 0));
  }

  @Test
  void refuse_closesWhatIsOpenAndRefusesWhatIsNew_untilHealed() {
    await(world.stub.fault(Fault.blackhole()));
    int port = world.stub.port();
    Future<Answered> pending = world.call().sending();
    await(world.stub.counters().when(counters -> counters.requests() == 1));

    await(world.stub.fault(Fault.refuse()));
    assertThatThrownBy(() -> await(pending)).hasCauseInstanceOf(HttpClosedException.class);
    assertThatThrownBy(world::predict).hasCauseInstanceOf(ConnectException.class);
    await(world.stub.counters().when(counters -> counters.broken() == 1));
    assertThat(world.stub.counters().cancelled()).isZero();

    await(world.stub.heal());
    assertThat(world.stub.port()).isEqualTo(port);
    assertThat(world.predict().status()).isEqualTo(200);
  }

  @Test
  void otherFault_endsRefuse() {
    await(world.stub.fault(Fault.refuse()));
    await(world.stub.fault(Fault.status(500)));
    assertThat(world.predict().status()).isEqualTo(500);
  }

  @Test
  void truncate_promisesTheWholeAndCutsAfterHalf() {
    int whole = world.predict().body().length();
    await(world.stub.fault(Fault.truncate()));
    Received received = await(world.call().receiving());

    assertThatThrownBy(() -> await(received.ended)).hasCauseInstanceOf(HttpClosedException.class);
    assertThat(received.response.statusCode()).isEqualTo(200);
    assertThat(received.response.getHeader("content-length")).isEqualTo(Integer.toString(whole));
    assertThat(received.bytes).hasValue(whole / 2);
    assertThat(world.stub.counters().broken()).isEqualTo(1);
  }

  @Test
  void stall_sendsHalfAndThenNothing() {
    int whole = world.predict().body().length();
    await(world.stub.fault(Fault.stall()));
    Received received = await(world.call().receiving());
    await(received.atLeast(whole / 2));

    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(200);
    assertThat(received.bytes).hasValue(whole / 2);
    assertThat(received.ended.isComplete()).isFalse();
    received.response.request().reset(8);
    await(world.stub.counters().when(counters -> counters.cancelled() == 1));
  }

  @Test
  void slowBody_sendsTheHeadAtOnceAndTheBodyInPieces() {
    int whole = world.predict().body().length();
    await(world.stub.fault(Fault.slowBody(Duration.ofMillis(100))));
    Received received = await(world.call().receiving());
    long began = System.nanoTime();
    await(received.ended);

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isGreaterThanOrEqualTo(Duration.ofMillis(80));
    assertThat(received.bytes).hasValue(whole);
    assertThat(received.pieces).hasValueBetween(5, 10);
    assertThat(world.stub.counters().answered(200)).isEqualTo(2);
  }

  @Test
  void badChunk_sendsHalfAndThenWhatIsNoChunk() {
    int whole = world.predict().body().length();
    await(world.stub.fault(Fault.badChunk()));
    Received received = await(world.call().receiving());

    assertThatThrownBy(() -> await(received.ended)).cause().hasMessageContaining("chunk size");
    assertThat(received.response.statusCode()).isEqualTo(200);
    assertThat(received.response.getHeader("transfer-encoding")).isEqualTo("chunked");
    assertThat(received.bytes).hasValue(whole / 2);
    assertThat(world.stub.counters().broken()).isEqualTo(1);
  }

  @Test
  void share_strikesThatShareOfRequests() {
    await(world.stub.fault(Fault.status(503).withShare(0.25)));
    List<Future<Answered>> all =
        IntStream.range(0, 2_000).mapToObj(i -> world.call().sending()).toList();
    await(Future.all(all));

    Counters counters = world.stub.counters();
    assertThat(counters.answered(503)).isCloseTo(500, within(80L));
    assertThat(counters.answered(200)).isEqualTo(2_000 - counters.answered(503));
  }

  @Test
  void share_isDrawnFromTheSeed() {
    List<Integer> first = statuses(RegionalStubConfig.of(ENDPOINT).withSeed(7));
    assertThat(statuses(RegionalStubConfig.of(ENDPOINT).withSeed(7)))
        .isEqualTo(first)
        .contains(200, 503);
    assertThat(statuses(RegionalStubConfig.of(ENDPOINT).withSeed(8))).isNotEqualTo(first);
  }

  @Test
  void refuseWithAShare_resetsThatShareOfNewConnections() {
    await(world.stub.fault(Fault.refuse().withShare(0.5)));
    AtomicInteger served = new AtomicInteger();
    for (int i = 0; i < 40; i++) {
      Future<Answered> call = world.call().header("connection", "close").sending();
      await(call.otherwiseEmpty());
      if (call.succeeded()) {
        served.incrementAndGet();
      } else {
        assertThat(call.cause())
            .isInstanceOfAny(
                SocketException.class,
                SSLException.class,
                HttpClosedException.class,
                java.io.IOException.class);
      }
    }
    assertThat(served).hasValueBetween(8, 32);
    assertThat(world.stub.counters().connections()).isEqualTo(40);
    assertThat(world.stub.counters().handshakes()).isEqualTo(served.get());
  }

  private static List<Integer> statuses(RegionalStubConfig config) {
    try (StubWorld world = new StubWorld(config)) {
      await(world.stub.fault(Fault.status(503).withShare(0.5)));
      List<Integer> statuses = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        statuses.add(world.predict().status());
      }
      return statuses;
    }
  }
}
