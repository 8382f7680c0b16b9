package io.rhumb.gateway;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a scrape says of a metric.
 *
 * @param labels by their names, with the values that there were; without {@code le}
 */
record Exported(String name, String type, String help, Map<String, Set<String>> labels) {

  private static final Pattern COMMENT = Pattern.compile("# (HELP|TYPE) (\\w+) (.*)");
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** Every metric of a scrape, by its name; a sample that belongs to none fails. */
  static Map<String, Exported> in(String scrape) {
    Map<String, String> helps = new TreeMap<>();
    Map<String, Exported> metrics = new TreeMap<>();
    scrape.lines().filter(line -> !line.isBlank()).forEach(line -> {
      Matcher comment = COMMENT.matcher(line);
      if (!comment.matches()) {
        add(line, metrics);
      } else if (comment.group(1).equals("HELP")) {
        helps.put(comment.group(2), comment.group(3));
      } else {
        String name = comment.group(2);
        metrics.put(
            name,
            new Exported(name, comment.group(3), helps.getOrDefault(name, ""), new TreeMap<>()));
      }
    });
    return metrics;
  }

  /** The name of its metric: a histogram has samples of three names. */
  static String family(String sample, Set<String> known) {
    return known.contains(sample) ? sample : sample.replaceFirst("_(bucket|count|sum)$", "");
  }

  private static void add(String line, Map<String, Exported> metrics) {
    Matcher sample = SAMPLE.matcher(line);
    if (!sample.matches()) {
      throw new AssertionError(line + " (expected: a sample)");
    }
    Exported metric = metrics.get(family(sample.group(1), metrics.keySet()));
    if (metric == null) {
      throw new AssertionError(line + " (expected: a TYPE before it)");
    }
    Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
    while (label.find()) {
      if (!label.group(1).equals("le")) {
        metric
            .labels()
            .computeIfAbsent(label.group(1), name -> new TreeSet<>())
            .add(label.group(2));
      }
    }
  }
}
