package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a hedged request gives up, and how soon: over real sockets, with three regions. */
class HedgeLoserTest {

  private static final Duration STALL = Duration.ofSeconds(2);

  private World world;

  @BeforeEach
  void createWorld() {
    world = World.create();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  private static ModelConfig hedged(ModelConfig model, Map<String, Object> options) {
    return new ModelConfig(
        model.name(),
        new StrategySpec("hedged", options),
        model.choices(),
        model.timeout(),
        model.attemptTimeout(),
        model.maxAttempts(),
        model.failoverOn404(),
        model.targets());
  }

  /** Measured from when the client has its answer to when the region sees that its own is not wanted: both come from the gateway. */
  @Test
  void loser_isCancelledWithinAMillisecond_andNobodyBlamesIt() {
    int rounds = 50;
    world
        .model(model -> hedged(model, Map.of("of", "local-first", "budget", 1, "delay", "20ms")))
        .start();
    world.fault(Fault.latency(STALL), LOCAL);
    world.region(LOCAL).counters().reset();
    long[] laterNanos = new long[rounds];
    for (int i = 0; i < rounds; i++) {
      laterNanos[i] = cancelledAfterNanos(i + 1);
    }

    Arrays.sort(laterNanos);
    System.out.printf(
        Locale.ROOT,
        "loser cancelled after the winner's answer: median %.2f ms, worst of %d %.2f ms%n",
        laterNanos[rounds / 2] / 1e6,
        rounds,
        laterNanos[rounds - 1] / 1e6);
    assertThat(laterNanos[rounds / 2]).isLessThan(1_000_000);
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.attempts("outcome=\"lost\"")).isEqualTo(rounds);
    assertThat(metrics.attempts("outcome=\"success\"")).isEqualTo(rounds);
    assertThat(metrics.availability(LOCAL)).isEqualTo("admitted");
    assertThat(world.region(LOCAL).counters().broken()).isZero();
  }

  private long cancelledAfterNanos(int round) {
    AtomicLong answered = new AtomicLong();
    AtomicLong cancelled = new AtomicLong();
    Future<Void> seen = world
        .region(LOCAL)
        .counters()
        .when(counters -> counters.cancelled() == round)
        .onSuccess(v -> cancelled.set(System.nanoTime()));
    Future<HttpResponse<Buffer>> answer =
        world.sendPredict().onSuccess(v -> answered.set(System.nanoTime()));
    World.await(Future.join(seen, answer));
    assertPredictedBy(NEXT, answer.result());
    assertThat(attempts(answer.result()))
        .containsExactly(LOCAL + " primary lost", NEXT + " hedge success");
    return cancelled.get() - answered.get();
  }

}
