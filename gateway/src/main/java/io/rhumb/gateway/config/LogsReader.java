package io.rhumb.gateway.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code logs}. */
final class LogsReader {

  private LogsReader() {}

  /** What the section says; the project is that of the top. */
  static LogsConfig read(Section root) {
    Section section = root.section(Keys.LOGS, Keys.IN_LOGS);
    return new LogsConfig(
        section.read(Keys.LOGS_FORMAT, oneOf(LogsConfig.formats(), LogsConfig.Format::valueOf)),
        section.read(Keys.LOGS_REQUESTS, oneOf(LogsConfig.choices(), LogsConfig.Requests::valueOf)),
        section.read(Keys.LOGS_SAMPLE, Quantities.share(0, 1)),
        section.read(Keys.LOGS_MAX_PER_SECOND, Quantities.integer(1, LogsConfig.MOST_PER_SECOND)),
        // Whether it can be one is for those to say whose project it is.
        root.find(Keys.PROJECT, anything()));
  }

  private static <T> ScalarType<T> oneOf(List<String> words, Function<String, T> meaning) {
    return new ScalarType<>(
        "one of " + String.join(", ", words),
        meaning.apply(words.get(0).toUpperCase(Locale.ROOT)),
        scalar -> Optional.of(scalar.text())
            .filter(words::contains)
            .map(word -> meaning.apply(word.toUpperCase(Locale.ROOT))));
  }

  private static ScalarType<String> anything() {
    return new ScalarType<>("text", "", scalar -> Optional.of(scalar.text()));
  }
}
