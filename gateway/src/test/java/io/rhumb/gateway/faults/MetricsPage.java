package io.rhumb.gateway.faults;

import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code /metrics} said at one moment.
 *
 * @param lines of the samples
 */
record MetricsPage(List<String> lines) {

  static MetricsPage of(int managementPort) {
    return new MetricsPage(Stage.get(managementPort, "/metrics")
        .lines()
        .filter(line -> !line.startsWith("#"))
        .toList());
  }

  /** The samples whose names begin like this. */
  List<String> starting(String... names) {
    return lines.stream()
        .filter(line -> Stream.of(names).anyMatch(line::startsWith))
        .toList();
  }

  /** The one series of that name, which has no labels. */
  double value(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + ": not exported"));
  }

  /** The sum of all series of that name with these labels, such as {@code target="us-central1"}. */
  double sum(String name, String... labels) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{"))
        .filter(line -> List.of(labels).stream().allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
