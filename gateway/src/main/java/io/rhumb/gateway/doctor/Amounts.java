package io.rhumb.gateway.doctor;

import java.time.Duration;
import java.util.Locale;

/** Amounts as people read them. */
final class Amounts {

  private static final double NANOS_PER_MILLI = 1e6;

  private Amounts() {}

  /** A latency: {@code 0.4 ms}, {@code 12 ms}, {@code 1.5 s}. */
  static String latency(long nanos) {
    double millis = nanos / NANOS_PER_MILLI;
    if (millis < 9.95) {
      return String.format(Locale.ROOT, "%.1f ms", millis);
    }
    return millis < 999.5
        ? String.format(Locale.ROOT, "%.0f ms", millis)
        : String.format(Locale.ROOT, "%.1f s", millis / 1000);
  }

  /** In milliseconds, to the microsecond. */
  static double millis(long nanos) {
    return Math.round(nanos / 1e3) / 1e3;
  }

  /** A time, however long, in its largest unit: {@code 89 days}. */
  static String span(Duration time) {
    if (time.toDays() >= 2) {
      return time.toDays() + " days";
    }
    if (time.toHours() >= 2) {
      return time.toHours() + " hours";
    }
    return time.toMinutes() >= 2 ? time.toMinutes() + " minutes" : time.toSeconds() + " s";
  }
}
