package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.ServiceProfile;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What hedging does to the tail, and to whom it gives up: over real sockets, with three regions. */
class HedgingTest {

  /** Earlier ones fill the pools, the statistics and, within ten seconds, the budget. */
  private static final int WARM_UP = 1_500;

  /**
   * Of those that are measured three are slower than p99.9, so that it is known only roughly; but thirty stall, so that without hedges it
   * lies well within the stalls, and one that is hedged too late or not at all moves it. More would take longer than a build should.
   */
  private static final int REQUESTS = WARM_UP + 3_000;

  /** Enough for the compiler to have seen what matters. */
  private static final int COLD = 6_400;

  private static final double PER_SECOND = 150;
  private static final Duration STALL = Duration.ofSeconds(2);
  /** Long enough for three times as much to leave room for a busy machine. */
  private static final ServiceProfile SERVICE =
      ServiceProfile.IMMEDIATE.withTime(Duration.ofMillis(100), 0.1);

  private World world;

  @BeforeEach
  void createWorld() {
    world = World.create();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  private static StrategySpec hedged(Map<String, Object> options) {
    return new StrategySpec("hedged", options);
  }

  /** The first requests of a process are slow, and the gateway would take that for the latency of its targets for half a minute. */
  private void compileFirst() {
    world.model(HedgingTest::withBoth).start();
    await(Future.join(IntStream.range(0, 32).mapToObj(i -> predict(COLD / 32)).toList()));
    world.stopGateway();
  }

  private Future<Void> predict(int times) {
    return times == 0
        ? Future.succeededFuture()
        : world
            .post("/predict")
            .putHeader("x-rhumb-strategy", "hedged")
            .sendBuffer(Buffer.buffer(World.BODY))
            .compose(answer -> predict(times - 1));
  }

  private static ModelConfig withBoth(ModelConfig model) {
    return Configs.choices(
        model,
        Map.of(
            "alone", StrategySpec.of("local-first"),
            "hedged", hedged(Map.of("of", "local-first", "budget", "2%"))));
  }

  /** Both strategies at once, side by side in the same weather. */
  @Test
  void onePerCentStalls_twoPerCentBudget_bringTheTailDown() {
    compileFirst();
    for (String region : new String[] {LOCAL, NEXT, World.LAST}) {
      world.region(region, endpoint -> world.authority.issue(endpoint.names()), config -> config
          .withService(SERVICE)
          .withSeed(region.hashCode()));
    }
    world.start();
    world.fault(Fault.latency(STALL).withShare(0.01), LOCAL, NEXT, World.LAST);
    world.regions.values().forEach(region -> region.counters().reset());

    OpenLoop alone = new OpenLoop(world, "alone", REQUESTS, PER_SECOND, 1);
    OpenLoop hedged = new OpenLoop(world, "hedged", REQUESTS, PER_SECOND, 2);
    await(Future.join(alone.run(), hedged.run()));
    world.regions.values().forEach(HedgingTest::awaitQuiet);
    long extra = sum(Counters::requests) - 2 * REQUESTS;
    print(alone, hedged, extra);

    assertThat(alone.errors() + hedged.errors()).isZero();
    assertThat(alone.millis(0.999, WARM_UP)).isGreaterThan(STALL.toMillis());
    // One in a hundred stalls. A few of those may fall into a pause of a busy machine.
    assertThat(hedged.millis(0.995, WARM_UP)).isLessThan(3 * hedged.millis(0.5, WARM_UP));
    assertThat(hedged.millis(0.999, WARM_UP)).isLessThan(STALL.toMillis() / 2.0);
    assertThat(extra).isBetween((long) (0.005 * REQUESTS), (long) (0.025 * REQUESTS));
    assertLosersAreNoFailures(extra);
  }

  /** A hedge that lost before it was connected never got there. */
  private void assertLosersAreNoFailures(long extra) {
    Scrape metrics = Scrape.of(world);
    long hedges = metrics.attempts("kind=\"hedge\"");
    assertThat(extra).isBetween(hedges * 9 / 10, hedges);
    assertThat(metrics.attempts("outcome=\"success\"")).isEqualTo(2L * REQUESTS);
    assertThat(metrics.attempts("outcome=\"lost\"") + metrics.attempts("outcome=\"lost-extra\""))
        .isEqualTo(hedges);
    assertThat(sum(Counters::cancelled)).isBetween(hedges * 8 / 10, hedges);
    assertThat(metrics.sum("rhumb_target_availability", "state=\"admitted\"")).isEqualTo(3);
  }

  /**
   * Measured from when the client has its answer to when the region sees that its own is not wanted: both come from the gateway. Over HTTP/1.1 the
   * loser has as long again as it has been waited for.
   */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void loser_isCancelledSoon_andNobodyBlamesIt(boolean overHttp2) {
    int rounds = 50;
    if (overHttp2) {
      world.http2();
    }
    world
        .model(model -> Configs.strategy(
            model, hedged(Map.of("of", "local-first", "budget", 1, "delay", "20ms"))))
        .start();
    world.fault(Fault.latency(STALL), LOCAL);
    Counters local = world.region(LOCAL).counters();
    long idle = local.connections();
    long[] laterNanos = IntStream.range(0, rounds)
        .mapToObj(round -> cancelledAfterNanos(local))
        .flatMapToLong(OptionalLong::stream)
        .sorted()
        .toArray();

    int reached = laterNanos.length;
    // Its connection takes 20 ms at times, where the machine is busy.
    assertThat(reached).isGreaterThan(rounds / 5);
    System.out.printf(
        Locale.ROOT,
        "loser cancelled after the winner's answer: median %.2f ms, worst of %d %.2f ms%n",
        laterNanos[reached / 2] / 1e6,
        reached,
        laterNanos[reached - 1] / 1e6);
    assertThat(laterNanos[reached / 2]).isLessThan(overHttp2 ? 10_000_000 : 100_000_000);
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.attempts("outcome=\"lost\"")).isEqualTo(rounds);
    assertThat(metrics.attempts("outcome=\"success\"")).isEqualTo(rounds);
    assertThat(metrics.availability(LOCAL)).isEqualTo("admitted");
    assertThat(local.broken()).isZero();
    // Over HTTP/2 only the stream of the loser ends; over HTTP/1.1 its connection has to.
    if (overHttp2) {
      assertThat(local.connections()).isEqualTo(idle);
    } else {
      assertThat(local.connections()).isBetween((long) reached, idle + rounds);
    }
  }

  /** Empty if the winner had answered before the loser was connected: then it never got there. */
  private OptionalLong cancelledAfterNanos(Counters local) {
    long before = local.requests();
    AtomicLong answered = new AtomicLong();
    HttpResponse<Buffer> answer =
        World.await(world.sendPredict().onSuccess(v -> answered.set(System.nanoTime())));
    assertPredictedBy(NEXT, answer);
    assertThat(attempts(answer)).containsExactly(LOCAL + " primary lost", NEXT + " hedge success");
    awaitQuiet(world.region(LOCAL));
    return local.requests() == before
        ? OptionalLong.empty()
        : OptionalLong.of(local.cancelledNanos() - answered.get());
  }

  @Test
  void hedge_winsOverATargetThatRefusedAToken() {
    Set<String> tokens = ConcurrentHashMap.newKeySet();
    // The first token is refused; whoever comes with another is left to wait.
    HttpServer local = World.await(world
        .vertx
        .createHttpServer()
        .requestHandler(request -> {
          tokens.add(request.getHeader("authorization"));
          if (tokens.size() == 1) {
            request.response().setStatusCode(401).end();
          }
        })
        .listen(0, "127.0.0.1"));
    world
        .target(
            LOCAL,
            target -> Configs.address(Configs.plain(target), "127.0.0.1", local.actualPort()))
        .model(model -> Configs.strategy(
            model, hedged(Map.of("of", "local-first", "budget", 1, "delay", "100ms"))))
        .start();
    world.metadata.rotate();

    // Within a second of the last fetch the gateway does not ask for another token.
    world.until("another token", () -> {
      assertPredictedBy(NEXT, world.predict());
      return tokens.size() == 2;
    });

    World.await(local.close());
  }

  private long sum(ToLongFunction<Counters> figure) {
    return world.regions.values().stream()
        .map(RegionalStub::counters)
        .mapToLong(figure)
        .sum();
  }

  private static void awaitQuiet(RegionalStub region) {
    World.await(region.counters().when(counters -> counters.inFlight() == 0));
  }

  private static void await(Future<?> future) {
    try {
      future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }

  private static void print(OpenLoop alone, OpenLoop hedged, long extra) {
    StringBuilder table = new StringBuilder(
        "| strategy | requests | p50 ms | p99 | p99.9 | extra |\n|---|---:|---:|---:|---:|---:|\n");
    row(table, "local-first", alone, 0);
    row(table, "hedged, 2 %", hedged, extra);
    System.out.print(table);
  }

  private static void row(StringBuilder table, String name, OpenLoop run, long extra) {
    table.append(String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.2f %% |%n",
        name,
        REQUESTS - WARM_UP,
        run.millis(0.5, WARM_UP),
        run.millis(0.99, WARM_UP),
        run.millis(0.999, WARM_UP),
        100.0 * extra / REQUESTS));
  }
}
