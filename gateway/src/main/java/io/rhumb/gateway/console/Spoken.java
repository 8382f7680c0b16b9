package io.rhumb.gateway.console;

import java.util.List;
import java.util.Locale;

/** Numbers as a person would say them. */
final class Spoken {

  private static final long SECOND = 1_000_000_000L;

  private Spoken() {}

  /** Such as {@code 40 s}, {@code 3 min} and {@code 5 h}; rounded down. */
  static String time(long nanos) {
    long seconds = Math.max(0, nanos / SECOND);
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7_200 ? seconds / 60 + " min" : seconds / 3_600 + " h";
  }

  /** Such as {@code 12 %}; a share that is not nothing is never called 0 %, nor one that is not all 100 %. */
  static String share(long part, long all) {
    long percent = Math.round(100.0 * part / all);
    if (part > 0 && percent == 0) {
      return "less than 1 %";
    }
    return part < all && percent == 100 ? "more than 99 %" : percent + " %";
  }

  /** With as many decimals as say something. */
  static String number(double value) {
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f" : "%.0f", value);
  }

  /** Such as {@code a, b and c}. */
  static String list(List<String> words) {
    int last = words.size() - 1;
    return last < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
  }
}
