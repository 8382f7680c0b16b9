package io.rhumb.simulator.scenario;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as a scenario writes them. */
final class Durations {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*(us|ms|s|m|h)");

  private Durations() {}

  /** Empty unless it is a number with its unit. */
  static Optional<Duration> parse(String text) {
    Matcher matcher = FORM.matcher(text.trim());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal nanos =
        new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanos(matcher.group(2))));
    return Optional.of(Duration.ofNanos(nanos.longValue()));
  }

  private static long nanos(String unit) {
    return switch (unit) {
      case "us" -> 1_000L;
      case "ms" -> 1_000_000L;
      case "s" -> 1_000_000_000L;
      case "m" -> 60_000_000_000L;
      default -> 3_600_000_000_000L;
    };
  }

  /** In milliseconds, or in seconds where they are whole. */
  static String text(Duration duration) {
    return duration.equals(Duration.ofSeconds(duration.toSeconds()))
        ? duration.toSeconds() + "s"
        : BigDecimal.valueOf(duration.toNanos(), 6).stripTrailingZeros().toPlainString() + "ms";
  }
}
