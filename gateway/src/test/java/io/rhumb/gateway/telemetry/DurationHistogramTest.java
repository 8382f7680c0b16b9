package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DurationHistogramTest {

  private final Scrape scrape = new Scrape();
  private final HistogramFamily family = new HistogramFamily(
      "wait_seconds", "How long", List.of(Duration.ofMillis(10), Duration.ofSeconds(1)), "who");

  DurationHistogramTest() {
    scrape.registry().getPrometheusRegistry().register(family);
  }

  @Test
  void bucketsAreCumulative_theirBoundsIncluded_andTheLastOneHasNone() {
    DurationHistogram histogram = family.of("me");
    for (long millis : new long[] {0, 10, 11, 1_000, 1_001, 90_000}) {
      histogram.record(Duration.ofMillis(millis).toNanos());
    }

    assertThat(scrape.samples())
        .containsOnly(
            entry("wait_seconds_bucket{who=\"me\",le=\"0.01\"}", 2.0),
            entry("wait_seconds_bucket{who=\"me\",le=\"1.0\"}", 4.0),
            entry("wait_seconds_bucket{who=\"me\",le=\"+Inf\"}", 6.0),
            entry("wait_seconds_count{who=\"me\"}", 6.0),
            entry("wait_seconds_sum{who=\"me\"}", 92.022));
  }

  @Test
  void sameLabels_areTheSameHistogram() {
    assertThat(family.of("me")).isSameAs(family.of("me")).isNotSameAs(family.of("you"));
  }

  @Test
  void manyThreads_noneIsLost() throws Exception {
    DurationHistogram histogram = family.of("me");
    CyclicBarrier barrier = new CyclicBarrier(4);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      running.add(pool.submit(() -> {
        barrier.await();
        for (int n = 0; n < 10_000; n++) {
          histogram.record(1_000_000);
        }
        return null;
      }));
    }
    for (Future<?> future : running) {
      future.get(30, TimeUnit.SECONDS);
    }
    pool.shutdownNow();

    assertThat(scrape.samples())
        .contains(
            entry("wait_seconds_count{who=\"me\"}", 40_000.0),
            entry("wait_seconds_sum{who=\"me\"}", 40.0));
  }
}
