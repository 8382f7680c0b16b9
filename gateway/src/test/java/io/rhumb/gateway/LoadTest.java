package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The local region goes from one fault to the next under load, and no client notices. */
class LoadTest extends EndToEnd {

  private static final int CLIENTS = 32;
  private static final long MILLIS_PER_FAULT = 350;

  /** More than a busy machine takes for the handshakes of all clients with the next region: else that is blamed on it. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  /** None of these makes the gateway repeat a request on the same target in silence: an attempt is a request that arrives. */
  private static final List<Fault> COUNTABLE = List.of(
      Fault.status(503),
      Fault.status(500),
      Fault.truncate(),
      Fault.status(504),
      Fault.status(503).withShare(0.3),
      Fault.slowBody(Duration.ofMillis(20)),
      Fault.status(408));

  /** With these, attempts end before they arrive, or connections break that had been used before. */
  private static final List<Fault> BREAKING = List.of(
      Fault.reset(),
      Fault.stall(),
      Fault.refuse(),
      Fault.blackhole(),
      Fault.reset().withShare(0.2),
      Fault.refuse().withShare(0.5));

  private final Queue<String> errors = new ConcurrentLinkedQueue<>();
  private final AtomicLong answered = new AtomicLong();
  private volatile boolean over;

  @Test
  void faultsUnderLoad_noClientErrorAndEveryAttemptCounted() {
    loadWhile(COUNTABLE);
    Scrape metrics = Scrape.of(world);
    for (String region : world.regions.keySet()) {
      assertThat(metrics.attempts("target=\"" + region + "\""))
          .as(region)
          .isEqualTo(world.reached(region));
    }
    assertThat(metrics.attempts("outcome=\"success\"")).isEqualTo(answered.get());
  }

  @Test
  void connectionsBreakingUnderLoad_noClientError() {
    world.model(model -> Configs.attemptTimeout(model, PATIENCE));
    loadWhile(BREAKING);
    assertThat(Scrape.of(world).attempts("outcome=\"success\"")).isEqualTo(answered.get());
  }

  private void loadWhile(List<Fault> faults) {
    world.breakerReset(Duration.ofMillis(100)).start();
    List<Future<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(client());
    }
    World.await(flip(faults, 0));
    over = true;
    World.await(Future.join(clients));

    assertThat(errors).isEmpty();
    assertThat(answered.get()).isGreaterThan(faults.size() * 20L);
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.inFlight()).isZero();
    assertThat(metrics.sum("rhumb_requests_total", "status=\"2xx\""))
        .isEqualTo((double) answered.get());
    assertThat(world.reached(LOCAL)).isPositive();
    for (String region : world.regions.keySet()) {
      World.await(world.region(region).counters().when(counters -> counters.inFlight() == 0));
    }
  }

  private Future<Void> client() {
    if (over) {
      return Future.succeededFuture();
    }
    return world.sendPredict().transform(result -> {
      if (result.failed()) {
        errors.add(result.cause().toString());
      } else if (result.result().statusCode() != 200) {
        errors.add(
            result.result().statusCode() + " " + result.result().getHeader("x-rhumb-attempts"));
      } else {
        answered.incrementAndGet();
      }
      return client();
    });
  }

  /** Each fault for a while, and then health for a while. */
  private static Future<Void> flip(List<Fault> faults, int next) {
    if (next == faults.size()) {
      return Future.succeededFuture();
    }
    return world
        .region(LOCAL)
        .fault(faults.get(next))
        .compose(v -> pass())
        .compose(v -> world.region(LOCAL).heal())
        .compose(v -> pass())
        .compose(v -> flip(faults, next + 1));
  }

  private static Future<Long> pass() {
    return world.vertx.timer(MILLIS_PER_FAULT / 2, TimeUnit.MILLISECONDS).map(fired -> 0L);
  }
}
