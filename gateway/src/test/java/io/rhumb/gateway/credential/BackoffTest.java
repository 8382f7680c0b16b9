package io.rhumb.gateway.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  private final Backoff backoff = new Backoff(1_000, 30_000);

  @Test
  void delay_doublesToTheCap() {
    assertThat(LongStream.rangeClosed(1, 7).map(n -> backoff.delayMillis((int) n, () -> -1L)))
        .containsExactly(999L, 1_999L, 3_999L, 7_999L, 15_999L, 29_999L, 29_999L);
  }

  @Test
  void delay_manyFailures_staysAtTheCap() {
    assertThat(backoff.delayMillis(Integer.MAX_VALUE, () -> 0L)).isEqualTo(15_000);
  }

  @Test
  void delay_spreadsOverTheUpperHalf() {
    Random random = new Random(1);
    assertThat(LongStream.range(0, 1_000).map(i -> backoff.delayMillis(1, random)))
        .allMatch(delay -> delay >= 500 && delay <= 1_000)
        .anyMatch(delay -> delay < 550)
        .anyMatch(delay -> delay > 950);
  }
}
