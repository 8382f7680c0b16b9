package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.HedgeSuppression;
import io.rhumb.engine.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class ModelMetricsTest {

  private final Scrape scrape = new Scrape();
  private final Histograms histograms =
      new Histograms().in(scrape.registry().getPrometheusRegistry());
  private final ModelMetrics metrics = new ModelMetrics(scrape.registry(), histograms, "fraud");

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
  void answers_areTimedToTheirFirstByte_andNothingElseIs() {
    Attempts.failingOver(List.of("us-central1", "us-east4"), Outcome.UNAVAILABLE, Outcome.SUCCESS)
        .forEach(metrics::attempt);

    String answered = "{model=\"fraud\",target=\"us-east4\"}";
    String failed = "{model=\"fraud\",target=\"us-central1\"}";
    assertThat(scrape.samples())
        .contains(
            entry("rhumb_attempt_first_byte_seconds_count" + answered, 1.0),
            entry("rhumb_attempt_first_byte_seconds_sum" + answered, 0.02),
            entry("rhumb_attempt_first_byte_seconds_count" + failed, 0.0));
  }

  @ParameterizedTest
  @CsvSource({
    "SUCCESS,won",
    "REJECTED,won",
    "LOST_EXTRA,lost",
    "CLIENT_GONE,lost",
    "UNAVAILABLE,failed",
    "THROTTLED,failed",
    "STREAM_CUT,failed"
  })
  void hedge_isCountedByWhatItBrought(Outcome outcome, String result) {
    metrics.attempt(Attempts.hedge("us-central1", "us-east4", outcome));

    Map<String, Double> samples = scrape.samples();
    assertThat(samples).containsEntry(hedges(result), 1.0);
    assertThat(List.of("won", "lost", "failed"))
        .extracting(each -> samples.get(hedges(each)))
        .containsOnlyOnce(1.0);
  }

  @Test
  void primary_isNoHedge() {
    Attempts.failingOver(List.of("us-central1"), Outcome.SUCCESS).forEach(metrics::attempt);

    assertThat(scrape.samples()).containsEntry(hedges("won"), 0.0);
  }

  @ParameterizedTest
  @EnumSource(HedgeSuppression.class)
  void suppressedHedge_isCountedByWhy_andThereFromTheStart(HedgeSuppression why) {
    String series = "rhumb_hedges_suppressed_total{model=\"fraud\",reason=\""
        + Words.of(HedgeSuppression.class).word(why) + "\"}";
    assertThat(scrape.samples()).containsEntry(series, 0.0);

    metrics.hedgeSuppressed(why);

    assertThat(scrape.samples()).containsEntry(series, 1.0);
  }

  private static String hedges(String result) {
    return "rhumb_hedges_total{model=\"fraud\",result=\"" + result + "\"}";
  }

  private static String series(String target, String kind, String outcome) {
    return "rhumb_attempts_total{kind=\"" + kind + "\",model=\"fraud\",outcome=\"" + outcome
        + "\",target=\"" + target + "\"}";
  }
}
