package io.rhumb.gateway.packaged;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code /metrics} of a gateway said at one moment.
 *
 * @param lines of the samples
 */
record MetricLines(List<String> lines) {

  static MetricLines of(GatewayProcess gateway) {
    return new MetricLines(
        Http.get(gateway.managementPort(), "/metrics").body().lines().toList());
  }

  /** The sum of all series of that name; 0 if there is none. */
  long sum(String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToLong(MetricLines::value)
        .sum();
  }

  /** How many attempts have ended, by target and outcome, such as {@code us-east4 success}. */
  Map<String, Long> attempts() {
    Map<String, Long> attempts = new TreeMap<>();
    lines.stream()
        .filter(line -> line.startsWith("rhumb_attempts_total{"))
        .forEach(line -> attempts.merge(
            label(line, "target") + " " + label(line, "outcome"), value(line), Long::sum));
    return attempts;
  }

  private static String label(String line, String name) {
    return line.replaceAll(".*[{,]" + name + "=\"([^\"]*)\".*", "$1");
  }

  private static long value(String line) {
    return (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
  }
}
