package io.rhumb.simulator.report;

import java.time.Duration;

/** Round steps of time, each a multiple of a timeline's slice of five seconds. */
final class TimeSteps {

  private static final long[] SECONDS = {
    5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 10_800, 21_600
  };

  private TimeSteps() {}

  /** The shortest step of which no more than {@code most} make up {@code whole}. */
  static Duration of(Duration whole, int most) {
    for (long seconds : SECONDS) {
      if (whole.compareTo(Duration.ofSeconds(seconds * most)) <= 0) {
        return Duration.ofSeconds(seconds);
      }
    }
    // Days, for whoever has that much time.
    return Duration.ofDays(whole.toDays() / most + 1);
  }
}
