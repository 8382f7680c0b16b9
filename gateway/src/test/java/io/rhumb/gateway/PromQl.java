package io.rhumb.gateway;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an expression of PromQL names: enough of its grammar for those that are shipped.
 *
 * @param selectors the metrics, with what their labels must be
 * @param grouped the labels by which it aggregates or joins
 */
record PromQl(List<Selector> selectors, Set<String> grouped) {

  /**
   * A metric.
   *
   * @param matchers of its labels
   */
  record Selector(String metric, List<Matching> matchers) {}

  /** What a label must be. */
  record Matching(String label, String operator, String value) {}

  private static final Set<String> WORDS = Set.of(
      "and",
      "or",
      "unless",
      "bool",
      "absent",
      "time",
      "vector",
      "rate",
      "increase",
      "changes",
      "sum",
      "min",
      "max",
      "count",
      "avg",
      "histogram_quantile");

  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\(([^)]*)\\)");
  private static final Pattern RANGE = Pattern.compile("\\[[^\\]]*]");
  private static final Pattern METRIC =
      Pattern.compile("(?<![\\w:.$])([a-zA-Z_:][\\w:]*)\\s*(?:\\{([^}]*)})?");
  private static final Pattern MATCHER =
      Pattern.compile("\\s*(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"\\s*(?:,|$)");

  static PromQl parse(String expression) {
    Set<String> grouped = new LinkedHashSet<>();
    Matcher grouping = GROUPING.matcher(expression);
    while (grouping.find()) {
      for (String label : grouping.group(1).split(",", -1)) {
        grouped.add(label.strip());
      }
    }
    String rest = RANGE.matcher(grouping.replaceAll(" ")).replaceAll(" ");
    List<Selector> selectors = new ArrayList<>();
    Matcher metric = METRIC.matcher(rest);
    while (metric.find()) {
      if (!WORDS.contains(metric.group(1))) {
        selectors.add(new Selector(metric.group(1), matchers(metric.group(2))));
      }
    }
    return new PromQl(selectors, grouped);
  }

  private static List<Matching> matchers(String text) {
    List<Matching> matchers = new ArrayList<>();
    String rest = text == null ? "" : text;
    Matcher matcher = MATCHER.matcher(rest);
    while (matcher.lookingAt()) {
      matchers.add(new Matching(matcher.group(1), matcher.group(2), matcher.group(3)));
      rest = rest.substring(matcher.end());
      matcher = MATCHER.matcher(rest);
    }
    if (!rest.isBlank()) {
      throw new AssertionError(rest + " (expected: matchers of labels)");
    }
    return matchers;
  }
}
