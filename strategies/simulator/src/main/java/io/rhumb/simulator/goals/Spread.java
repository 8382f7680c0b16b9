package io.rhumb.simulator.goals;

import java.util.DoubleSummaryStatistics;
import java.util.List;

/**
 * What a figure came to over the seeds.
 *
 * @param mean over them
 * @param least of them
 * @param most of them
 */
public record Spread(double mean, double least, double most) {

  /** Of one number per seed; at least one. */
  static Spread of(List<Double> perSeed) {
    if (perSeed.isEmpty()) {
      throw new IllegalArgumentException("seeds: none (expected: at least one)");
    }
    DoubleSummaryStatistics all =
        perSeed.stream().mapToDouble(Double::doubleValue).summaryStatistics();
    return new Spread(all.getAverage(), all.getMin(), all.getMax());
  }
}
