package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The lengths of runs that the class promises, measured over seeded coin tosses. */
final class FailureDetectorTest {

  @Test
  void failuresInARow_tripAtTheFourth() {
    FailureDetector detector = new FailureDetector();

    assertThat(detector.failure()).isFalse();
    assertThat(detector.failure()).isFalse();
    assertThat(detector.failure()).isFalse();
    assertThat(detector.failure()).isTrue();
  }

  @Test
  void afterTrip_staysTripped() {
    FailureDetector detector = new FailureDetector();
    for (int i = 0; i < 4; i++) {
      detector.failure();
    }

    assertThat(detector.failure()).isTrue();
  }

  @Test
  void successesBefore_buyNoCredit() {
    FailureDetector detector = new FailureDetector();
    for (int i = 0; i < 1_000_000; i++) {
      detector.success();
    }

    assertThat(requestsToTrip(detector, () -> true, 10)).isEqualTo(4);
  }

  @Test
  void threeFailures_areForgottenAfterElevenSuccesses() {
    FailureDetector detector = new FailureDetector();
    for (int i = 0; i < 3; i++) {
      detector.failure();
    }
    // 3 ln(0.5/0.05) = 6.91, and each success takes ln(0.95/0.5) = 0.64.
    for (int i = 0; i < 11; i++) {
      detector.success();
    }

    assertThat(requestsToTrip(detector, () -> true, 10)).isEqualTo(4);
  }

  @Test
  void halfFailing_tripsAfterAboutElevenRequests() {
    Random random = new Random(1);
    long total = 0;
    int runs = 20_000;
    for (int i = 0; i < runs; i++) {
      total += requestsToTrip(new FailureDetector(), random::nextBoolean, Integer.MAX_VALUE);
    }

    assertThat((double) total / runs).isBetween(9.0, 13.0);
  }

  @Test
  void oneInTwentyFailing_tripsLessThanOnceIn40000() {
    Random random = new Random(2);
    long total = 0;
    int runs = 400;
    for (int i = 0; i < runs; i++) {
      total += requestsToTrip(
          new FailureDetector(), () -> random.nextDouble() < 0.05, Integer.MAX_VALUE);
    }

    // The standard error of the mean of 400 exponential run lengths is 5 %.
    assertThat((double) total / runs).isBetween(40_000.0, 60_000.0);
  }

  @Test
  void oneInFiveFailing_tripsWithinAFewHundredRequests() {
    Random random = new Random(3);
    long total = 0;
    int runs = 2_000;
    for (int i = 0; i < runs; i++) {
      total +=
          requestsToTrip(new FailureDetector(), () -> random.nextDouble() < 0.2, Integer.MAX_VALUE);
    }

    assertThat((double) total / runs).isBetween(30.0, 500.0);
  }

  @Test
  void concurrentFailures_noneIsLost() throws Exception {
    for (int round = 0; round < 500; round++) {
      FailureDetector detector = new FailureDetector();
      List<Boolean> trips = AtOnce.run(4, detector::failure);

      assertThat(trips).filteredOn(tripped -> tripped).hasSize(1);
    }
  }

  @Test
  void concurrentSuccesses_neverTripNorFallBelowNothing() throws Exception {
    FailureDetector detector = new FailureDetector();
    AtOnce.run(4, () -> {
      for (int i = 0; i < 20_000; i++) {
        detector.success();
        if (i % 1_000 == 0) {
          detector.failure();
        }
      }
      return true;
    });
    for (int i = 0; i < 20; i++) {
      detector.success();
    }

    assertThat(requestsToTrip(detector, () -> true, 10)).isEqualTo(4);
  }

  private interface Coin {
    boolean fails();
  }

  private static int requestsToTrip(FailureDetector detector, Coin coin, int most) {
    for (int i = 1; i <= most; i++) {
      if (!coin.fails()) {
        detector.success();
      } else if (detector.failure()) {
        return i;
      }
    }
    return -1;
  }
}
