package io.rhumb.simulator.scenario;

import java.time.Duration;

/** What the records of a scenario ask of their values. Messages read {@code path: value (expected: ...)}. */
final class Check {

  private Check() {}

  static IllegalArgumentException invalid(String path, Object value, String expected) {
    return new IllegalArgumentException(path + ": " + value + " (expected: " + expected + ")");
  }

  static void positive(String path, Duration value) {
    if (value.isZero() || value.isNegative()) {
      throw invalid(path, Durations.text(value), "> 0");
    }
  }

  static void notNegative(String path, Duration value) {
    if (value.isNegative()) {
      throw invalid(path, Durations.text(value), ">= 0");
    }
  }

  static void atLeast(String path, double value, double least) {
    if (!(value >= least && value <= Double.MAX_VALUE)) {
      throw invalid(path, value, ">= " + least);
    }
  }

  static void positive(String path, double value) {
    if (!(value > 0 && value <= Double.MAX_VALUE)) {
      throw invalid(path, value, "> 0");
    }
  }

  static void fraction(String path, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw invalid(path, value, "a fraction from 0 to 1, such as 0.02 or 2%");
    }
  }
}
