package io.rhumb.simulator.reference;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** How many requests a detector takes until it trips, on average, from a healthy beginning. Requests fail independently. */
final class DetectorFigures {

  private static final double[] SHARES = {1, 0.5, 0.3, 0.05};
  private static final int MOST_RUNS = 2_000;
  private static final long MOST_REQUESTS = 20_000_000;

  private DetectorFigures() {}

  static String markdown(long seed) {
    return "| detector | 100 % errors | 50 % | 30 % | 5 % |\n|---|---:|---:|---:|---:|\n"
        + row("CUSUM", Detector::cusum, seed)
        + row("5 consecutive", () -> Detector.consecutive(5), seed)
        + row("resilience4j default", Detector::halfOfTheLastHundred, seed);
  }

  private static String row(String name, Supplier<Detector> detectors, long seed) {
    StringBuilder row = new StringBuilder("| ").append(name);
    for (double share : SHARES) {
      row.append(" | ").append(meanRun(detectors, share, seed));
    }
    return row.append(" |\n").toString();
  }

  static String meanRun(Supplier<Detector> detectors, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Detector detector = detectors.get();
    long requests = 0;
    int trips = 0;
    while (trips < MOST_RUNS && requests < MOST_REQUESTS) {
      requests++;
      if (detector.trips(random.nextDouble() < share)) {
        trips++;
        detector = detectors.get();
      }
    }
    return trips == 0
        ? String.format(Locale.ROOT, "> %,d", MOST_REQUESTS)
        : String.format(Locale.ROOT, "%,.0f", (double) requests / trips);
  }
}
