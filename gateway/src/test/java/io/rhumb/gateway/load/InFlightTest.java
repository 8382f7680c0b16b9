package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InFlightTest {

  @Test
  void bound_isNeverExceeded_andRoomComesBack() {
    InFlight inFlight = new InFlight(2);
    assertThat(inFlight.enter()).isTrue();
    assertThat(inFlight.enter()).isTrue();
    assertThat(inFlight.enter()).isFalse();
    assertThat(inFlight.open()).isEqualTo(2);
    inFlight.leave();
    assertThat(inFlight.enter()).isTrue();
    assertThat(inFlight.most()).isEqualTo(2);
  }

  @Test
  void overHttp1_eachNeedsAConnection() {
    assertThat(Plans.of(1, 1).connections(3, false).plan().bound()).isEqualTo(3);
    assertThat(Plans.of(1, 1).connections(3, true).plan().bound()).isEqualTo(1_000);
  }
}
