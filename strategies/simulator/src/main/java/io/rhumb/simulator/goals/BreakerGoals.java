package io.rhumb.simulator.goals;

import io.rhumb.engine.FailureDetector;
import java.util.List;
import java.util.SplittableRandom;

/** How soon the breaker's detector notices that requests fail, and how seldom it is wrong. Requests fail independently. */
final class BreakerGoals {

  private static final int TRIPS = 2_000;
  private static final int HEALTHY_REQUESTS = 2_000_000;
  private static final double PER_REQUESTS = 40_000;

  private BreakerGoals() {}

  static List<Goal> all() {
    return List.of(
        tripsWithin(5, 0.9),
        tripsWithin(12, 0.5),
        tripsWithin(35, 0.3),
        Goal.of(
            "breaker, 5 % errors: false trips in 40,000 requests",
            Wanted.atMost(1),
            Unit.NUMBER,
            (runs, seed) -> PER_REQUESTS * trips(0.05, seed) / HEALTHY_REQUESTS));
  }

  private static Goal tripsWithin(int requests, double share) {
    return Goal.of(
        "breaker, " + Math.round(100 * share) + " % errors: requests until it trips, on average",
        Wanted.atMost(requests),
        Unit.NUMBER,
        (runs, seed) -> meanRun(share, seed));
  }

  /** Each time with a detector that has seen nothing, the worst case: one that has is no further from tripping. */
  private static double meanRun(double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long requests = 0;
    for (int trip = 0; trip < TRIPS; trip++) {
      FailureDetector detector = new FailureDetector();
      do {
        requests++;
      } while (!failed(detector, random.nextDouble() < share));
    }
    return (double) requests / TRIPS;
  }

  private static int trips(double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    FailureDetector detector = new FailureDetector();
    int trips = 0;
    for (int i = 0; i < HEALTHY_REQUESTS; i++) {
      if (failed(detector, random.nextDouble() < share)) {
        trips++;
        detector = new FailureDetector();
      }
    }
    return trips;
  }

  /** Whether it trips. */
  private static boolean failed(FailureDetector detector, boolean failure) {
    if (failure) {
      return detector.failure();
    }
    detector.success();
    return false;
  }
}
