package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mixed load for a long time, over strategies of several kinds, while one region after the other falls ill in one way after the other and
 * recovers. No client gets an error; what the answers say of their attempts, what the metrics say and what the regions themselves have
 * counted is the same to the last one; and nothing grows.
 *
 * <p>Some seconds with every build; {@code -Dsoak=full} asks for half an hour.
 */
class SoakIT {

  private static final Form FORM = Form.of("soak");
  private static final int PER_SECOND = FORM.pick(40, 100);
  private static final int SECONDS =
      (int) FORM.pick(Duration.ofSeconds(20), Duration.ofMinutes(30)).toSeconds();

  /** Of one illness, and of the rest after it. */
  private static final int ILL_SECONDS = 2;

  /** Seconds until everything that is made once, or grows to its usual size, is there. */
  private static final int WARM = SECONDS / 5;

  private static final List<String> STRATEGIES = List.of("plain", "turns", "fastest");
  private static final String LARGE_BODY =
      "{\"parameters\":{\"padding\":\"" + "x".repeat(100_000) + "\"}," + Http.BODY.substring(1);

  @Test
  void regionsFallIllAndRecover_nothingIsLost_andNothingGrows(@TempDir Path folder)
      throws Exception {
    try (Regions regions = Regions.start(folder, "--service-time", "5ms")) {
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
            "  linear:\n    strategy-choices: {plain: local-first, turns: round-robin, fastest: latency-weighted}");
    return Files.writeString(usual, text);
  }

  private static void run(Regions regions, GatewayProcess gateway) {
    Tally tally = new Tally();
    Http.warmUp(gateway.port()).forEach(tally::add);
    AtomicInteger number = new AtomicInteger();
    Load load =
        new Load(PER_SECOND, SECONDS * PER_SECOND, () -> ask(gateway, number.getAndIncrement())
            .thenApply(tally::add));
    Illnesses illnesses = new Illnesses(regions);
    // The last one is over well before the end.
    for (int at = 1; at < SECONDS - 3 * ILL_SECONDS; at += 2 * ILL_SECONDS) {
      load.at(at * PER_SECOND, illnesses::next);
      load.at((at + ILL_SECONDS) * PER_SECOND, illnesses::heal);
    }
    CompletableFuture<Vitals> warm = new CompletableFuture<>();
    load.at(WARM * PER_SECOND, () -> warm.completeAsync(() -> vitals(gateway)));
    LoadReport report = await(load.run());
    illnesses.awaitQuiet();
    Vitals end = vitals(gateway);

    System.out.println("soak:                       " + report.summary());
    System.out.println("  illnesses:                " + illnesses.count());
    System.out.println("  attempts:                 " + tally.attempts());
    System.out.println("  after a fifth of the run: " + warm.join());
    System.out.println("  at its end:               " + end);
    assertThat(report.errors()).isEmpty();
    assertAccounts(regions, gateway, tally);
    end.assertGrownNoMoreThan(warm.join());
  }

  private static CompletableFuture<HttpResponse<String>> ask(GatewayProcess gateway, int number) {
    String body = number % 5 == 4 ? LARGE_BODY : Http.BODY;
    String strategy = STRATEGIES.get(number % STRATEGIES.size());
    return Http.predictAsync(gateway.port(), body, "x-rhumb-strategy", strategy);
  }

  private static void assertAccounts(Regions regions, GatewayProcess gateway, Tally tally) {
    List<String> metrics =
        Http.get(gateway.managementPort(), "/metrics").body().lines().toList();
    assertThat(attempts(metrics)).isEqualTo(tally.attempts());
    assertThat(sum(metrics, "rhumb_target_in_flight")).isZero();
    assertThat(sum(metrics, "rhumb_requests_total")).isEqualTo(tally.answers());
    for (StubProcess region : regions.all()) {
      assertThat(counted(region.counters()))
          .as(region.endpoint().region())
          .isEqualTo(told(tally, region.endpoint().region()));
    }
  }

  /** What a region has counted, in words of its own. */
  private static Map<String, Long> counted(JsonObject counters) {
    Map<String, Long> counted = new TreeMap<>();
    JsonObject answered = counters.getJsonObject("answered");
    answered.forEach(entry -> counted.put(entry.getKey(), answered.getLong(entry.getKey())));
    counted.put("broken", counters.getLong("broken"));
    counted.put("cancelled", counters.getLong("cancelled"));
    counted.put("requests", counters.getLong("requests"));
    return counted;
  }

  /** The same as the answers tell it. */
  private static Map<String, Long> told(Tally tally, String region) {
    Map<String, String> words = Map.of(
        "success", "200",
        "internal-error", "500",
        "unavailable", "503",
        "throttled", "429",
        "connection-lost", "broken",
        "timeout", "cancelled");
    Map<String, Long> told = new TreeMap<>(Map.of("broken", 0L, "cancelled", 0L, "requests", 0L));
    tally.attempts().forEach((key, count) -> {
      if (key.startsWith(region + " ")) {
        String outcome = key.substring(region.length() + 1);
        told.merge(words.getOrDefault(outcome, outcome), count, Long::sum);
        told.merge("requests", count, Long::sum);
      }
    });
    return told;
  }

  private static Map<String, Long> attempts(List<String> metrics) {
    Map<String, Long> attempts = new TreeMap<>();
    metrics.stream()
        .filter(line -> line.startsWith("rhumb_attempts_total{"))
        .forEach(line -> attempts.merge(
            label(line, "target") + " " + label(line, "outcome"), value(line), Long::sum));
    return attempts;
  }

  private static long sum(List<String> metrics, String name) {
    return metrics.stream()
        .filter(line -> line.startsWith(name + "{"))
        .mapToLong(SoakIT::value)
        .sum();
  }

  private static String label(String line, String name) {
    return line.replaceAll(".*[{,]" + name + "=\"([^\"]*)\".*", "$1");
  }

  private static long value(String line) {
    return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }

  private static Vitals vitals(GatewayProcess gateway) {
    return Vitals.of(gateway.process().pid());
  }

  private static LoadReport await(CompletableFuture<LoadReport> running) {
    try {
      return running.get(SECONDS + Await.SECONDS, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure);
    }
  }
}
