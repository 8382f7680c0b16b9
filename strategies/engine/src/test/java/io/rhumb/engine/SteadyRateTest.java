package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SteadyRateTest {

  private static final long SECOND = 1_000_000_000;

  @Test
  void full_givesASecondsWorth() {
    assertThat(taken(new SteadyRate(10, 0), 0)).isEqualTo(10);
  }

  @Test
  void empty_givesOneAfterEachTenth() {
    SteadyRate rate = new SteadyRate(10, 0);
    taken(rate, 0);

    assertThat(rate.take(SECOND / 10 - 1)).isFalse();
    assertThat(rate.take(SECOND / 10)).isTrue();
    assertThat(rate.take(SECOND / 10)).isFalse();
    assertThat(taken(rate, SECOND / 2)).isEqualTo(4);
  }

  @Test
  void afterAnHour_noMoreThanASecondsWorth() {
    SteadyRate rate = new SteadyRate(10, 0);
    taken(rate, 0);

    assertThat(taken(rate, 3_600 * SECOND)).isEqualTo(10);
  }

  @Test
  void askedAllTheTime_givesTenASecond_whereverTheClockStarts() {
    for (long start : new long[] {0, -5 * SECOND, Long.MAX_VALUE - 5 * SECOND}) {
      SteadyRate rate = new SteadyRate(10, start);
      int taken = 0;
      for (int millis = 0; millis < 10_000; millis++) {
        taken += rate.take(start + millis * 1_000_000L) ? 1 : 0;
      }

      assertThat(taken).isBetween(109, 110);
    }
  }

  @Test
  void manyThreads_getNoMoreThanThereIs() throws Exception {
    for (int round = 0; round < 50; round++) {
      SteadyRate rate = new SteadyRate(3, 0);

      assertThat(AtOnce.run(8, () -> rate.take(0)).stream().filter(yes -> yes)).hasSize(3);
    }
  }

  private static int taken(SteadyRate rate, long nowNanos) {
    int taken = 0;
    while (rate.take(nowNanos)) {
      taken++;
    }
    return taken;
  }
}
