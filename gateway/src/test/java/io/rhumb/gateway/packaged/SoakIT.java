package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mixed load for a long time, over HTTP/1.1 and HTTP/2, with streams, over strategies of several kinds, while one region after the other
 * falls ill in one way after the other and recovers. No client gets an error, but where a stream had begun when its region broke it off; what the answers say of their attempts, what the metrics say and what the regions themselves have
 * counted is the same to the last one, as far as {@link Books} can tell; and nothing grows or is left behind.
 *
 * <p>Some seconds with every build; {@code -Dsoak=full} asks for half an hour.
 */
@Tag("alone")
class SoakIT {

  private static final Form FORM = Form.of("soak");
  private static final int PER_SECOND = FORM.pick(40, 100);
  private static final int SECONDS =
      (int) FORM.pick(Duration.ofSeconds(20), Duration.ofMinutes(30)).toSeconds();

  /** Of one illness, and of the rest after it. */
  private static final int ILL_SECONDS = 2;

  /** Seconds until everything that is made once, or grows to its usual size, is there. */
  private static final int WARM = SECONDS / 5;

  private static final List<String> STRATEGIES = List.of("plain", "turns", "fastest", "hedges");

  /** So many other requests to each stream. */
  private static final int STREAMED = 4;

  private static final String LARGE_BODY =
      "{\"parameters\":{\"padding\":\"" + "x".repeat(100_000) + "\"}," + Http.BODY.substring(1);

  @Test
  void regionsFallIllAndRecover_nothingIsLost_andNothingGrows(@TempDir Path folder)
      throws Exception {
    try (Regions regions =
        Regions.start(folder, "--service-time", "5ms", "--stream-interval", "20ms")) {
      try (GatewayProcess gateway = GatewayProcess.start(config(regions))) {
        run(regions, gateway);
      }
    }
  }

  private static Path config(Regions regions) throws IOException {
    Path usual = regions.config("");
    String text = Files.readString(usual)
        .replace("timeout: 25s", "timeout: 20s")
        .replace("attempt-timeout: 20s", "attempt-timeout: 5s")
        .replace(
            "  linear:",
            "  linear:\n    strategy-choices: {plain: local-first, turns: round-robin, fastest: latency-weighted,"
                + " hedges: {hedged: {of: local-first, budget: 20%, delay: 15ms}}}\n    stream: {stall-timeout: 2s}");
    return Files.writeString(usual, text);
  }

  private static void run(Regions regions, GatewayProcess gateway) {
    Tally tally = new Tally();
    Http.warmUp(gateway.port()).forEach(tally::add);
    Http.offerHttp2(gateway.port());
    Streams streams = new Streams(gateway.port(), tally);
    LongAdder http2 = new LongAdder();
    AtomicInteger number = new AtomicInteger();
    Load load =
        new Load(PER_SECOND, SECONDS * PER_SECOND, () -> ask(gateway, number.getAndIncrement())
            .thenApply(answer -> {
              http2.add(answer.version() == HttpClient.Version.HTTP_2 ? 1 : 0);
              return tally.add(answer);
            }));
    Illnesses illnesses = new Illnesses(regions);
    // The last one is over well before the end.
    for (int at = 1; at < SECONDS - 3 * ILL_SECONDS; at += 2 * ILL_SECONDS) {
      load.at(at * PER_SECOND, illnesses::next);
      load.at((at + ILL_SECONDS) * PER_SECOND, illnesses::heal);
    }
    askForStreams(load, streams);
    CompletableFuture<Vitals> warm = new CompletableFuture<>();
    load.at(WARM * PER_SECOND, () -> warm.completeAsync(() -> vitals(gateway)));
    LoadReport report = await(load.run());
    streams.await();
    illnesses.awaitQuiet();
    Vitals end = vitals(gateway);
    List<Books> books =
        regions.all().stream().map(region -> Books.of(region, tally)).toList();

    System.out.println("soak:                       " + report.summary());
    System.out.println("  of them over HTTP/2:      " + http2);
    System.out.println("  streams:                  " + streams.ends());
    System.out.println("  hedges:                   " + tally.hedges());
    System.out.println(
        "  refused by the budget:    " + MetricLines.of(gateway).sum("rhumb_budget_refused_total"));
    System.out.println("  illnesses:                " + illnesses.count());
    System.out.println("  attempts:                 " + tally.attempts());
    books.forEach(book ->
        System.out.println("  lost, and seen by region: " + book.lost() + " " + book.more()));
    System.out.println("  after a fifth of the run: " + warm.join());
    System.out.println("  at its end:               " + end);
    assertThat(report.errors()).isEmpty();
    assertThat(streams.errors()).isEmpty();
    assertThat(streams.ends().getOrDefault("success", 0L)).isPositive();
    assertThat(http2.sum()).isPositive();
    assertAccounts(gateway, tally, books);
    end.assertGrownNoMoreThan(warm.join());
  }

  private static CompletableFuture<HttpResponse<String>> ask(GatewayProcess gateway, int number) {
    String body = number % 5 == 4 ? LARGE_BODY : Http.BODY;
    String strategy = STRATEGIES.get(number % STRATEGIES.size());
    return number / STRATEGIES.size() % 2 == 0
        ? Http.predictAsync(gateway.port(), body, "x-rhumb-strategy", strategy)
        : Http.predictOverHttp2Async(gateway.port(), body, "x-rhumb-strategy", strategy);
  }

  /** One beside every fourth of the other requests, with each strategy in turn. */
  private static void askForStreams(Load load, Streams streams) {
    for (int number = 0; number < SECONDS * PER_SECOND; number += STREAMED) {
      String strategy = STRATEGIES.get(number / STREAMED % STRATEGIES.size());
      load.at(number, () -> streams.ask(strategy));
    }
  }

  private static void assertAccounts(GatewayProcess gateway, Tally tally, List<Books> books) {
    MetricLines metrics = awaitIdle(gateway);
    assertThat(metrics.attempts()).isEqualTo(tally.attempts());
    assertThat(metrics.sum("rhumb_target_in_flight")).isZero();
    assertThat(metrics.sum("rhumb_requests_total")).isEqualTo(tally.answers());
    assertThat(metrics.sum("rhumb_hedges_total")).isEqualTo(tally.hedges()).isPositive();
    books.forEach(Books::assertAgree);
  }

  /** A client may have all of its answer a moment before the gateway has taken note of it. */
  private static MetricLines awaitIdle(GatewayProcess gateway) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    MetricLines metrics = MetricLines.of(gateway);
    while (metrics.sum("rhumb_requests_in_flight") + metrics.sum("rhumb_buffered_bytes") > 0
        && System.nanoTime() < giveUp) {
      metrics = MetricLines.of(gateway);
    }
    assertThat(metrics.sum("rhumb_requests_in_flight")).isZero();
    assertThat(metrics.sum("rhumb_buffered_bytes")).isZero();
    return metrics;
  }

  private static Vitals vitals(GatewayProcess gateway) {
    return Vitals.of(gateway);
  }

  private static LoadReport await(CompletableFuture<LoadReport> running) {
    try {
      return running.get(SECONDS + Await.SECONDS, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
