package io.rhumb.simulator.report;

import java.time.Duration;
import java.util.Locale;

/** Numbers as reports write them, in every country alike. */
final class Numbers {

  private Numbers() {}

  static String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
  }

  static String percent(double share, int digits) {
    return Double.isFinite(share) ? number(100 * share, digits) + " %" : "-";
  }

  /** Without digits that say nothing: {@code 6}, {@code 0.25}. */
  static String plain(double value) {
    return value == Math.rint(value) ? number(value, 0) : Double.toString(value);
  }

  static String seconds(Duration duration) {
    return plain(duration.toMillis() / 1e3) + " s";
  }
}
