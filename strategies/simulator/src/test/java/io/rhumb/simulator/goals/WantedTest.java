package io.rhumb.simulator.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WantedTest {

  private static final Spread SPREAD = Spread.of(List.of(1.0, 2.0, 6.0));

  @Test
  void mean_decides() {
    assertThat(Wanted.atMost(3).reachedBy(SPREAD)).isTrue();
    assertThat(Wanted.atMost(2.9).reachedBy(SPREAD)).isFalse();
    assertThat(Wanted.atLeast(3).reachedBy(SPREAD)).isTrue();
    assertThat(Wanted.atLeast(3.1).reachedBy(SPREAD)).isFalse();
  }

  @Test
  void always_theWorstDecides() {
    assertThat(Wanted.atMost(5).always().reachedBy(SPREAD)).isFalse();
    assertThat(Wanted.atMost(6).always().reachedBy(SPREAD)).isTrue();
    assertThat(Wanted.atLeast(1.1).always().reachedBy(SPREAD)).isFalse();
    assertThat(Wanted.atLeast(1).always().reachedBy(SPREAD)).isTrue();
  }

  @Test
  void whatIsNoNumber_reachesNothing() {
    Spread none = Spread.of(List.of(Double.NaN));

    assertThat(Wanted.atMost(1).reachedBy(none)).isFalse();
    assertThat(Wanted.atLeast(1).reachedBy(none)).isFalse();
  }
}
