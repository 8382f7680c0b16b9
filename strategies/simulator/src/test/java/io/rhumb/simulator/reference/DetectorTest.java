package io.rhumb.simulator.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class DetectorTest {

  private static int failuresUntilTrip(Detector detector) {
    int failures = 1;
    while (!detector.trips(true)) {
      failures++;
    }
    return failures;
  }

  @Test
  void allFail_eachTripsAsItsDefinitionSays() {
    assertThat(failuresUntilTrip(Detector.cusum())).isEqualTo(4);
    assertThat(failuresUntilTrip(Detector.consecutive(5))).isEqualTo(5);
    assertThat(failuresUntilTrip(Detector.halfOfTheLastHundred())).isEqualTo(50);
  }

  @Test
  void consecutive_isSetBackByOneSuccess() {
    Detector detector = Detector.consecutive(2);

    assertThat(detector.trips(true)).isFalse();
    assertThat(detector.trips(false)).isFalse();
    assertThat(detector.trips(true)).isFalse();
    assertThat(detector.trips(true)).isTrue();
  }

  @Test
  void window_forgetsFailuresAfterAHundred() {
    Detector detector = Detector.halfOfTheLastHundred();
    for (int i = 0; i < 49; i++) {
      assertThat(detector.trips(true)).isFalse();
    }
    for (int i = 0; i < 100; i++) {
      assertThat(detector.trips(false)).isFalse();
    }

    assertThat(failuresUntilTrip(detector)).isEqualTo(50);
  }
}
