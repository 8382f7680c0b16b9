package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class LatencyBucketsTest {

  private static final long LEAST = 100_000;
  private static final long MINUTE = 60_000_000_000L;

  @Test
  void middle_isWithinFivePerCent_fromATenthOfAMillisecondToAMinute() {
    for (double nanos = LEAST; nanos <= MINUTE; nanos *= 1.001) {
      long value = (long) nanos;
      double middle = LatencyBuckets.middleNanos(LatencyBuckets.indexOf(value));
      assertThat(middle / value).isCloseTo(1, within(0.05));
    }
  }

  @Test
  void index_neverFalls_asLatencyGrows() {
    int last = 0;
    for (double nanos = 1; nanos < 1e13; nanos *= 1.01) {
      int index = LatencyBuckets.indexOf((long) nanos);
      assertThat(index).isBetween(last, LatencyBuckets.COUNT - 1);
      last = index;
    }
    assertThat(last).isEqualTo(LatencyBuckets.COUNT - 1);
  }

  @Test
  void middles_grow() {
    for (int i = 1; i < LatencyBuckets.COUNT; i++) {
      assertThat(LatencyBuckets.middleNanos(i)).isGreaterThan(LatencyBuckets.middleNanos(i - 1));
    }
  }

  @Test
  void middle_liesInItsOwnBucket() {
    for (int i = 0; i < LatencyBuckets.COUNT; i++) {
      assertThat(LatencyBuckets.indexOf(LatencyBuckets.middleNanos(i))).isEqualTo(i);
    }
  }

  @Test
  void extremes_fallIntoTheOuterBuckets() {
    assertThat(LatencyBuckets.indexOf(-1)).isZero();
    assertThat(LatencyBuckets.indexOf(0)).isZero();
    assertThat(LatencyBuckets.indexOf(LEAST)).isZero();
    assertThat(LatencyBuckets.indexOf(LEAST + 1)).isEqualTo(1);
    assertThat(LatencyBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(LatencyBuckets.COUNT - 1);
  }
}
