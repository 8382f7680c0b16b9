package io.rhumb.gateway.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What is logged, and how.
 *
 * @param format of each line
 * @param requests which requests have a line
 * @param sample share of ordinary requests that have one, where requests are sampled
 * @param maxPerSecond most lines of requests in one second
 * @param project of Google Cloud that traces belong to, as far as configured
 */
public record LogsConfig(
    Format format, Requests requests, double sample, int maxPerSecond, Optional<String> project) {

  /** How a line looks. */
  public enum Format {
    /** As text on a terminal, else as JSON. */
    AUTO,
    /** One JSON object in Cloud Logging's shape. */
    JSON,
    /** For people. */
    TEXT;

    /** As it is written. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Which requests have a line. */
  public enum Requests {
    /** All. */
    ALL,
    /** Those that were not ordinary, and a share of the ordinary ones. */
    SAMPLED,
    /** None. */
    NONE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** No lines of requests. */
  public static final LogsConfig QUIET =
      new LogsConfig(Format.AUTO, Requests.NONE, 0, 1, Optional.empty());

  static final int MOST_PER_SECOND = 100_000;

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public LogsConfig {
    Objects.requireNonNull(format, "format");
    Objects.requireNonNull(requests, "requests");
    Objects.requireNonNull(project, "project");
    Values.check(sample >= 0 && sample <= 1, "sample", sample, "from 0 to 1");
    Values.checkRange("maxPerSecond", maxPerSecond, 1, MOST_PER_SECOND);
  }

  static List<String> formats() {
    return Arrays.stream(Format.values()).map(Format::word).toList();
  }

  static List<String> choices() {
    return Arrays.stream(Requests.values()).map(Requests::word).toList();
  }
}
