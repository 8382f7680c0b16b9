package io.rhumb.simulator.report;

import java.util.Arrays;

/** A figure over several seeds. Not a number if it is none for one of them. */
public record Spread(double mean, double least, double most) {

  static Spread of(double... values) {
    return new Spread(
        Arrays.stream(values).sum() / values.length,
        Arrays.stream(values).min().orElse(Double.NaN),
        Arrays.stream(values).max().orElse(Double.NaN));
  }
}
