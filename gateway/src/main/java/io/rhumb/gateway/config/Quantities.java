package io.rhumb.gateway.config;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types of what can be counted or measured. */
final class Quantities {

  private static final Pattern SIZE = Pattern.compile("(\\d{1,18}) ?(B|KiB|MiB|GiB)?");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,9})?) ?(%)?");

  private Quantities() {}

  /** True or false. */
  static ScalarType<Boolean> flag() {
    return new ScalarType<>(
        "true or false",
        false,
        scalar -> scalar.value().filter(Boolean.class::isInstance).map(Boolean.class::cast));
  }

  /** A whole number. */
  static ScalarType<Integer> integer(int least, int most) {
    return new ScalarType<>("a whole number from " + least + " to " + most, least, scalar -> scalar
        .value()
        .filter(Long.class::isInstance)
        .map(Long.class::cast)
        .filter(value -> value >= least && value <= most)
        .map(Long::intValue));
  }

  /** A port to listen on; 0 takes a free one. */
  static ScalarType<Integer> listeningPort() {
    return integer(0, 65_535);
  }

  /** A port to connect to. */
  static ScalarType<Integer> port() {
    return integer(1, 65_535);
  }

  /** A duration with its unit. The stand-in is the longest, since what is compared with it must not exceed it. */
  static ScalarType<Duration> duration(Duration least, Duration most) {
    return new ScalarType<>(
        "a duration from " + Durations.format(least) + " to " + Durations.format(most)
            + " with its unit, such as 50ms, 2s, 5m or 1h",
        most,
        scalar -> Durations.parse(scalar.text())
            .filter(value -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0));
  }

  /** A share, written as a number or in per cent. */
  static ScalarType<Double> share(double least, double most) {
    return new ScalarType<>(
        "a share from " + percent(least) + " to " + percent(most) + ", such as 10% or 0.1",
        least,
        scalar -> share(scalar.text()).filter(value -> value >= least && value <= most));
  }

  private static String percent(double share) {
    return Math.round(100 * share) + "%";
  }

  private static Optional<Double> share(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    double number = Double.parseDouble(matcher.group(1));
    return Optional.of(matcher.group(2) == null ? number : number / 100);
  }

  /** A size in bytes; the unit is a power of 1024, since that of MB is a matter of opinion. */
  static ScalarType<Long> size(long least, long most) {
    return new ScalarType<>(
        "a size from " + least + " to " + most + " bytes, such as 10MiB, 512KiB or 65536",
        least,
        scalar -> bytes(scalar.text(), most).filter(value -> value >= least));
  }

  private static Optional<Long> bytes(String text, long most) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long amount = Long.parseLong(matcher.group(1));
    long unit = matcher.group(2) == null ? 1 : unit(matcher.group(2));
    // Compared before it is multiplied: the product may be more than a long holds.
    return amount <= most / unit ? Optional.of(amount * unit) : Optional.empty();
  }

  private static long unit(String name) {
    return switch (name) {
      case "KiB" -> 1L << 10;
      case "MiB" -> 1L << 20;
      case "GiB" -> 1L << 30;
      default -> 1;
    };
  }
}
