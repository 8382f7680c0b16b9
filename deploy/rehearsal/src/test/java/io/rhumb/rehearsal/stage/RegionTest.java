package io.rhumb.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RegionTest {

  @Test
  void roundTrip() {
    assertThat(Region.CENTRAL.roundTrip(Region.EAST)).isEqualTo(Duration.ofMillis(30));
    assertThat(Region.EUROPE.roundTrip(Region.CENTRAL)).isEqualTo(Duration.ofMillis(100));
    assertThat(Region.EAST.roundTrip(Region.EAST)).isZero();
  }

  @Test
  void nearest_itselfFirst() {
    assertThat(Region.EAST.nearest(Region.FIRST))
        .containsExactly(Region.EAST, Region.CENTRAL, Region.EUROPE);
  }
}
