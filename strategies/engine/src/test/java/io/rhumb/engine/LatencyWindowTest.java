package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LatencyWindowTest {

  private static final long MS = Duration.ofMillis(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long SLICE = 10 * SECOND;

  private final LatencyWindow window = new LatencyWindow();
  private long barrierSlice;

  @Test
  void empty_knowsNothing() {
    LatencySummary summary = window.summary(0);

    assertThat(summary.samples()).isZero();
    assertThat(summary.meanNanos()).isZero();
    assertThat(summary.quantileNanos(0.99)).isZero();
    assertThat(summary.errorRate()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1})
  void quantile_isWithinFivePerCent(double q) {
    Random random = new Random(7);
    long[] samples = new long[20_000];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (long) (30 * MS * Math.exp(random.nextGaussian()));
      window.latency(0, samples[i]);
    }
    Arrays.sort(samples);
    int rank = (int) Math.max(1, Math.ceil(q * samples.length));

    double ratio = window.summary(0).quantileNanos(q) / (double) samples[rank - 1];
    assertThat(ratio).isCloseTo(1, within(0.05));
  }

  @Test
  void quantile_ofOneSample_isThatSample() {
    window.latency(0, 40 * MS);

    for (double q : new double[] {0, 0.5, 1}) {
      assertThat(window.summary(0).quantileNanos(q) / (40.0 * MS)).isCloseTo(1, within(0.05));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.01, 1.01, Double.NaN})
  void quantile_outsideZeroToOne_isRefused(double q) {
    assertThatThrownBy(() -> window.summary(0).quantileNanos(q))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("q: " + q + " (expected: from 0 to 1)");
  }

  @Test
  void quantile_ofFewSamples_isTheNearestRank() {
    window.latency(0, 10 * MS);
    window.latency(0, 100 * MS);
    window.latency(0, 1_000 * MS);

    LatencySummary summary = window.summary(0);
    assertThat(summary.quantileNanos(0.3) / (10.0 * MS)).isCloseTo(1, within(0.05));
    assertThat(summary.quantileNanos(0.5) / (100.0 * MS)).isCloseTo(1, within(0.05));
    assertThat(summary.quantileNanos(0.7) / (1_000.0 * MS)).isCloseTo(1, within(0.05));
  }

  @Test
  void mean_isExact() {
    window.latency(0, 10 * MS);
    window.latency(0, 20 * MS);
    window.latency(0, 60 * MS);

    assertThat(window.summary(0).meanNanos()).isEqualTo(30 * MS);
    assertThat(window.summary(0).samples()).isEqualTo(3);
  }

  @Test
  void errorRate_isTheShareOfFailures() {
    for (int i = 0; i < 10; i++) {
      window.attempt(0, i < 3);
    }

    assertThat(window.summary(0).errorRate()).isEqualTo(0.3);
  }

  @Test
  void sample_countsForTwentySecondsAtLeast_andThirtyAtTheMost() {
    for (long start : new long[] {0, SLICE / 2, SLICE - 1}) {
      LatencyWindow fresh = new LatencyWindow();
      fresh.latency(start, 5 * MS);
      assertThat(fresh.summary(start + 2 * SLICE).samples()).isEqualTo(1);
      assertThat(fresh.summary(start + 3 * SLICE).samples()).isZero();
    }
  }

  @Test
  void slices_expireOneByOne() {
    for (int slice = 0; slice < 3; slice++) {
      window.latency(slice * SLICE, (slice + 1) * MS);
    }
    assertThat(window.summary(2 * SLICE).meanNanos()).isEqualTo(2 * MS);
    assertThat(window.summary(3 * SLICE).meanNanos()).isEqualTo(2_500_000);
    assertThat(window.summary(4 * SLICE).meanNanos()).isEqualTo(3 * MS);
    assertThat(window.summary(5 * SLICE).samples()).isZero();
  }

  @Test
  void longIdle_leavesNothingBehind() {
    for (int slice = 0; slice < 3; slice++) {
      window.latency(slice * SLICE, 9_000 * MS);
    }
    for (long idle : new long[] {5, 9, 300, 3_000_001}) {
      long now = idle * SLICE;
      assertThat(window.summary(now).samples()).isZero();
      window.latency(now + SECOND, MS);
      assertThat(window.summary(now + SECOND).meanNanos()).isEqualTo(MS);
    }
  }

  @Test
  void ring_wrapsAround_forAges() {
    for (long slice = 0; slice < 1_000; slice++) {
      window.latency(slice * SLICE, (slice + 1) * MS);
      long kept = Math.min(3, slice + 1);
      LatencySummary summary = window.summary(slice * SLICE);
      assertThat(summary.samples()).isEqualTo(kept);
      assertThat(summary.meanNanos()).isEqualTo((2 * slice + 3 - kept) * MS / 2);
    }
  }

  @Test
  void ring_worksToTheEndOfTime() {
    long late = Long.MAX_VALUE - 3 * SLICE;
    window.latency(late, MS);

    assertThat(window.summary(late).samples()).isEqualTo(1);
    assertThat(window.summary(late + SLICE).samples()).isEqualTo(1);
  }

  @Test
  void writerThatIsLate_isCountedWithTheOthers() {
    window.latency(3 * SLICE, MS);
    window.latency(0, MS);

    assertThat(window.summary(3 * SLICE).samples()).isEqualTo(2);
  }

  @Test
  void summary_isKeptForAQuarterOfASecond_andNoLonger() {
    window.latency(0, MS);
    LatencySummary first = window.summary(0);
    window.latency(0, MS);

    assertThat(window.summary(SECOND / 4 - 1)).isSameAs(first);
    assertThat(window.summary(SECOND / 4).samples()).isEqualTo(2);
  }

  @Test
  void window_adapts_whenLatencyJumps() {
    long now = 0;
    for (; now < 60 * SECOND; now += SECOND / 10) {
      window.latency(now, 10 * MS);
    }
    for (; now < 95 * SECOND; now += SECOND / 10) {
      window.latency(now, 200 * MS);
    }

    assertThat(window.summary(now).meanNanos()).isEqualTo(200 * MS);
    assertThat(window.summary(now).quantileNanos(0) / (200.0 * MS)).isCloseTo(1, within(0.05));
  }

  @Test
  void concurrentWriters_loseNothing() throws Exception {
    int threads = 4;
    int each = 100_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier barrier = new CyclicBarrier(threads);
    try {
      List<Future<Void>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        done.add(pool.submit(() -> {
          barrier.await();
          for (int i = 0; i < each; i++) {
            window.latency(0, 3 * MS);
            window.attempt(0, i % 4 == 0);
          }
          return null;
        }));
      }
      for (Future<Void> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    LatencySummary summary = window.summary(0);
    assertThat(summary.samples()).isEqualTo((long) threads * each);
    assertThat(summary.meanNanos()).isEqualTo(3 * MS);
    assertThat(summary.errorRate()).isEqualTo(0.25);
  }

  @Test
  void concurrentWriters_loseNothing_evenWhereSlicesBegin() throws Exception {
    int threads = 4;
    int slices = 2_000;
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    CyclicBarrier barrier = new CyclicBarrier(threads, () -> {
      long now = barrierSlice++ * SLICE;
      if (now >= 2 * SLICE) {
        // Nobody writes here: the three slices before this moment are whole.
        assertThat(window.summary(now).samples()).isEqualTo(3L * threads);
        assertThat(window.summary(now).errorRate()).isEqualTo(0.5);
      }
    });
    try {
      List<Future<Void>> done = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        boolean failed = t % 2 == 0;
        done.add(pool.submit(() -> {
          for (long slice = 0; slice < slices; slice++) {
            window.latency(slice * SLICE, MS);
            window.attempt(slice * SLICE, failed);
            barrier.await();
          }
          return null;
        }));
      }
      for (Future<Void> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(barrierSlice).isEqualTo(slices);
  }
}
