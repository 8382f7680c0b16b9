package io.rhumb.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

final class TrafficTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long SLICE = Slice.SECONDS * SECOND;

  private final Traffic traffic = new Traffic();

  @Test
  void counts_fallIntoTheSliceOfTheirMoment() {
    traffic.count(Count.ENDED, 0);
    traffic.count(Count.ENDED, SLICE - 1);
    traffic.count(Count.ENDED, SLICE);
    assertThat(traffic.slices(0, 9))
        .extracting(slice -> slice.get(Count.ENDED))
        .containsExactly(2, 1);
    assertThat(traffic.total(Count.ENDED)).isEqualTo(3);
    assertThat(traffic.total(Count.FAILED)).isZero();
  }

  @Test
  void sliceFiveMinutesAgo_isKept_andTheOneBeforeGivesItsPlace() {
    for (int number = 0; number <= Traffic.SLICES; number++) {
      traffic.count(Count.ENDED, number * SLICE);
    }
    assertThat(traffic.slices(0, Traffic.SLICES))
        .hasSize(Traffic.SLICES)
        .extracting(Slice::number)
        .startsWith(1L)
        .endsWith((long) Traffic.SLICES);
    assertThat(traffic.total(Count.ENDED)).isEqualTo(Traffic.SLICES + 1);
  }

  @Test
  void oldSlices_areNotTakenForNewOnes() {
    traffic.count(Count.ENDED, 0);
    long later = Traffic.SLICES * SLICE;
    assertThat(traffic.slices(0, Slice.numberAt(later))).isEmpty();
    assertThat(traffic.recent(Count.ENDED, later)).isZero();
  }

  @Test
  void recent_isTheSliceOfNow_andTheOneBefore() {
    traffic.count(Count.FAILED, 0);
    traffic.count(Count.FAILED, SLICE);
    traffic.count(Count.FAILED, 2 * SLICE);
    assertThat(traffic.recent(Count.FAILED, 2 * SLICE + SECOND)).isEqualTo(2);
  }

  @Test
  void quantiles_areWithinFivePerCent() {
    for (int millis = 1; millis <= 1_000; millis++) {
      traffic.waited(millis * 1_000_000L, 0);
    }
    Slice slice = traffic.slices(0, 0).get(0);
    assertThat(slice.waitQuantileNanos(0.5) / 500e6).isCloseTo(1, within(0.05));
    assertThat(slice.waitQuantileNanos(0.99) / 990e6).isCloseTo(1, within(0.05));
  }

  @Test
  void nobodyWaited_hasNoQuantile() {
    traffic.count(Count.ENDED, 0);
    assertThat(traffic.slices(0, 0).get(0).waitQuantileNanos(0.5)).isNaN();
  }

  @Test
  void extremes_fallIntoTheOuterBuckets() {
    assertThat(WaitBuckets.indexOf(-1)).isZero();
    assertThat(WaitBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(WaitBuckets.COUNT - 1);
    for (int i = 0; i < WaitBuckets.COUNT; i++) {
      assertThat(WaitBuckets.indexOf((long) WaitBuckets.middleNanos(i))).isEqualTo(i);
    }
  }

  @Test
  void manyThreads_loseNothing_whileSlicesTurnOver() throws InterruptedException {
    int threads = 4;
    int each = 20_000;
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      Thread thread = new Thread(() -> {
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        for (int i = 0; i < each; i++) {
          traffic.count(Count.ENDED, i * SLICE / 1_000);
        }
      });
      thread.start();
      running.add(thread);
    }
    go.countDown();
    for (Thread thread : running) {
      thread.join();
    }
    assertThat(traffic.slices(0, each / 1_000)).allMatch(slice -> slice.get(Count.ENDED) == 4_000);
    assertThat(traffic.total(Count.ENDED)).isEqualTo((long) threads * each);
  }
}
