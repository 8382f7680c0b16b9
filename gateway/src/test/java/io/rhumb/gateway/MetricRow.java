package io.rhumb.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the page says of a metric.
 *
 * @param labels by their names, in order; the values that each may have, none where the configuration says
 */
record MetricRow(
    String name, String type, String unit, Map<String, List<String>> labels, String meaning) {

  static final Path FOLDER = Path.of("../deploy/monitoring");

  private static final Pattern LABEL = Pattern.compile("`(\\w+)`(?:: (.+))?");

  /** Every metric of the page, by its name. */
  static Map<String, MetricRow> page() {
    Map<String, MetricRow> rows = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(FOLDER.resolve("METRICS.md"))) {
      lines
          .filter(line -> line.startsWith("| `"))
          .map(line -> line.split(" \\| ", -1))
          .filter(cells -> cells.length == 6)
          .map(MetricRow::of)
          .forEach(row -> {
            if (rows.put(row.name(), row) != null) {
              throw new AssertionError(row.name() + ": twice on the page");
            }
          });
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return rows;
  }

  private static MetricRow of(String[] cells) {
    Map<String, List<String>> labels = new LinkedHashMap<>();
    if (!cells[3].equals("–")) {
      for (String text : cells[3].split("; ", -1)) {
        Matcher label = LABEL.matcher(text);
        if (!label.matches()) {
          throw new AssertionError(
              cells[0] + ": " + text + " (expected: `label` or `label`: values)");
        }
        labels.put(
            label.group(1),
            label.group(2) == null ? List.of() : List.of(label.group(2).split(", ", -1)));
      }
    }
    return new MetricRow(
        cells[0].substring(2).replace("`", ""), cells[1], cells[2], labels, cells[4]);
  }
}
