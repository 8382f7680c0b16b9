package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ModelMetricsTest {

  private final Scrape scrape = new Scrape();
  private final ModelMetrics metrics = new ModelMetrics(scrape.registry(), "fraud");

  @ParameterizedTest
  @CsvSource({
    "100,1xx", "200,2xx", "299,2xx", "307,3xx", "404,4xx", "499,4xx", "503,5xx", "599,5xx", "0,1xx",
    "999,5xx"
  })
  void request_isCountedByStatusClass(int status, String label) {
    metrics.request(status, 250_000_000);

    assertThat(scrape.samples())
        .contains(
            entry("rhumb_requests_seconds_count{model=\"fraud\",status=\"" + label + "\"}", 1.0),
            entry("rhumb_requests_seconds_sum{model=\"fraud\",status=\"" + label + "\"}", 0.25));
  }

  @Test
  void everyStatusClass_isThereFromTheStart() {
    assertThat(scrape.samples().keySet().stream().filter(name -> name.contains("_count{")))
        .hasSize(5);
  }

  @Test
  void attempts_areCountedByTargetKindAndOutcome() {
    List<Attempt> attempts = Attempts.failingOver(
        List.of("us-central1", "us-east4"), Outcome.UNAVAILABLE, Outcome.SUCCESS);
    for (int i = 0; i < 3; i++) {
      attempts.forEach(metrics::attempt);
    }
    metrics.attempt(Attempts.probing("us-east4", Outcome.CONNECTION_LOST));

    assertThat(scrape.samples())
        .contains(
            entry(series("us-central1", "primary", "unavailable"), 3.0),
            entry(series("us-east4", "failover", "success"), 3.0),
            entry(series("us-east4", "probe", "connection-lost"), 1.0));
    assertThat(scrape.samples().keySet().stream().filter(name -> name.startsWith("rhumb_attempts")))
        .hasSize(3);
  }

  @Test
  void runningAttempt_isNotCounted() {
    Attempts.hedging("us-central1", "us-east4").forEach(metrics::attempt);

    assertThat(scrape.samples().keySet()).noneMatch(name -> name.startsWith("rhumb_attempts"));
  }

  @Test
  void manyThreads_noneIsLost() throws Exception {
    Attempt attempt =
        Attempts.failingOver(List.of("us-central1"), Outcome.SUCCESS).get(0);
    CyclicBarrier barrier = new CyclicBarrier(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      running.add(pool.submit(() -> {
        barrier.await();
        for (int n = 0; n < 10_000; n++) {
          metrics.attempt(attempt);
        }
        return null;
      }));
    }
    for (Future<?> future : running) {
      future.get(30, TimeUnit.SECONDS);
    }
    pool.shutdownNow();

    assertThat(scrape.samples())
        .contains(entry(series("us-central1", "primary", "success"), 40_000.0));
  }

  @Test
  void twoModels_haveSeriesOfTheirOwn() {
    new ModelMetrics(scrape.registry(), "churn").request(200, 1);
    metrics.request(200, 1);

    assertThat(scrape.samples())
        .contains(
            entry("rhumb_requests_seconds_count{model=\"churn\",status=\"2xx\"}", 1.0),
            entry("rhumb_requests_seconds_count{model=\"fraud\",status=\"2xx\"}", 1.0));
  }

  private static String series(String target, String kind, String outcome) {
    return "rhumb_attempts_total{kind=\"" + kind + "\",model=\"fraud\",outcome=\"" + outcome
        + "\",target=\"" + target + "\"}";
  }
}
