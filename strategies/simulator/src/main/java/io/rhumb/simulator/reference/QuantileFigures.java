package io.rhumb.simulator.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** How far the p95 of few samples is off: the band in which 95 % of the estimates lie. Log-normal latencies, sigma 0.5. */
final class QuantileFigures {

  private static final double SIGMA = 0.5;
  /** Of the standard normal distribution. */
  private static final double P95 = 1.6448536;

  private static final int ESTIMATES = 20_000;

  private QuantileFigures() {}

  static String markdown(long seed) {
    return "| samples | p95 is off by |\n|---:|---|\n" + row(100, seed) + row(200, seed);
  }

  private static String row(int samples, long seed) {
    double[] errors = errors(samples, seed);
    return String.format(
        Locale.ROOT,
        "| %d | %.0f %% to +%.0f %% |%n",
        samples,
        100 * errors[ESTIMATES / 40],
        100 * errors[ESTIMATES - ESTIMATES / 40]);
  }

  /** Relative errors by nearest rank, sorted. */
  static double[] errors(int samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] errors = new double[ESTIMATES];
    double[] logs = new double[samples];
    for (int i = 0; i < ESTIMATES; i++) {
      for (int j = 0; j < samples; j++) {
        logs[j] = random.nextGaussian();
      }
      Arrays.sort(logs);
      double estimate = logs[(int) Math.ceil(0.95 * samples) - 1];
      errors[i] = Math.exp(SIGMA * (estimate - P95)) - 1;
    }
    Arrays.sort(errors);
    return errors;
  }
}
