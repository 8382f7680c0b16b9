package io.rhumb.gateway;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code rhumb gateway} is told.
 *
 * @param location of the configuration: a file, folder or URL; null: the environment of the reference service is the
 *     configuration
 * @param port of the predict API, instead of the configured one; null: as configured
 * @param managementPort the operator's, likewise
 */
record GatewayArguments(
    @Nullable String location, @Nullable Integer port, @Nullable Integer managementPort) {

  private static final String CONFIG = "--config";
  private static final String PORT = "--port";
  private static final String MANAGEMENT_PORT = "--management-port";
  private static final Set<String> OPTIONS = Set.of(CONFIG, PORT, MANAGEMENT_PORT);

  /**
   * Reads a command line of the plainest form: {@code gateway}, then options, each once and followed by its value. It
   * means what it means to the command line's parser, which costs a start 0.4 s on a busy machine: its classes are too
   * old for the JVM to keep in a cache.
   *
   * @return empty: of another form, or wrong; then the parser reads it, or says what is wrong
   */
  static Optional<GatewayArguments> plain(List<String> line, Map<String, String> environment) {
    boolean pairs = line.size() % 2 == 1 && line.get(0).equals("gateway");
    Map<String, String> values = new HashMap<>();
    for (int i = 1; pairs && i < line.size(); i += 2) {
      String option = line.get(i);
      String value = line.get(i + 1);
      pairs =
          OPTIONS.contains(option) && isPlain(option, value) && values.put(option, value) == null;
    }
    String location = values.getOrDefault(CONFIG, environment.get("RHUMB_CONFIG"));
    return pairs && (location == null || isPlain(CONFIG, location))
        ? Optional.of(new GatewayArguments(
            location, number(values.get(PORT)), number(values.get(MANAGEMENT_PORT))))
        : Optional.empty();
  }

  // The parser gives a meaning of its own to what begins with - or @, and to quotes and ${…}.
  private static boolean isPlain(String option, String value) {
    return option.equals(CONFIG)
        ? value.matches("[\\w./][\\w./:%+~-]*")
        : value.matches("[0-9]{1,5}");
  }

  private static @Nullable Integer number(@Nullable String digits) {
    return digits == null ? null : Integer.valueOf(digits);
  }
}
