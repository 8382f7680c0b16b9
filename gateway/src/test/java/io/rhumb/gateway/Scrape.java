package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** What {@code /metrics} said at one moment. */
record Scrape(List<String> lines) {

  static Scrape of(World world) {
    String text = world.management("/metrics").bodyAsString();
    List<String> lines = text.lines().filter(line -> !line.startsWith("#")).toList();
    assertThat(lines).isNotEmpty();
    return new Scrape(lines);
  }

  /**
   * The sum of all series of that name with these labels.
   *
   * @param labels such as {@code target="us-central1"}
   */
  double sum(String name, String... labels) {
    return lines.stream()
        .filter(line ->
            line.startsWith(name + "{") && List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /** The one series of that name, with its labels if it has any. */
  double value(String series) {
    return lines.stream()
        .filter(line -> line.startsWith(series + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(series + ": not exported"));
  }

  /** The lines that begin so. */
  List<String> starting(String with) {
    return lines.stream().filter(line -> line.startsWith(with)).toList();
  }

  /** Attempts that have ended, with these labels. */
  long attempts(String... labels) {
    return (long) sum("rhumb_attempts_total", labels);
  }

  /** Attempts that are running. */
  long inFlight() {
    return (long) sum("rhumb_target_in_flight");
  }

  /** The availability of the default model's target in that region, such as {@code admitted}. */
  String availability(String region) {
    String start = "rhumb_target_availability{";
    return lines.stream()
        .filter(line -> line.startsWith(start)
            && line.contains("model=\"linear\"")
            && line.contains("target=\"" + region + "\"")
            && line.endsWith(" 1.0"))
        .map(line -> line.replaceAll(".*state=\"([a-z-]+)\".*", "$1"))
        .reduce((a, b) -> a + "," + b)
        .orElse("none");
  }
}
