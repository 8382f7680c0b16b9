package io.rhumb.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Results as a table that reads well as plain text and is Markdown. */
public final class ResultTable {

  private static final List<String> HEADS = List.of(
      "scenario",
      "strategy",
      "success",
      "mean ms",
      "p50",
      "p99",
      "p99.9",
      "regret",
      "attempts",
      "extra work",
      "switches/min",
      "local",
      "trips");

  private ResultTable() {}

  /** One row per result; regret is against the first result of the same scenario and seed. */
  public static String markdown(List<RunResult> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    for (RunResult result : results) {
      rows.add(row(result, firstLike(result, results)));
    }
    int[] widths = widths(rows);
    StringBuilder text = new StringBuilder(line(rows.get(0), widths));
    text.append(rule(widths));
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private static RunResult firstLike(RunResult result, List<RunResult> results) {
    return results.stream()
        .filter(
            other -> other.scenario().equals(result.scenario()) && other.seed() == result.seed())
        .findFirst()
        .orElse(result);
  }

  private static List<String> row(RunResult result, RunResult base) {
    Latency latency = result.latency();
    return List.of(
        result.scenario(),
        result.strategy(),
        percent(result.successRatio(), 2),
        millis(latency.meanNanos()),
        millis((double) latency.p50Nanos()),
        millis((double) latency.p99Nanos()),
        millis((double) latency.p999Nanos()),
        result.equals(base) ? "" : percent(result.regretAgainst(base), 1),
        number(result.attemptsPerRequest(), 3),
        percent(result.extraWork(), 1),
        number(result.switchesPerMinute(), 2),
        percent(result.localShare(), 1),
        Long.toString(result.breakerTrips()));
  }

  private static String percent(double share, int digits) {
    return number(100 * share, digits) + " %";
  }

  private static String millis(double nanos) {
    return number(nanos / 1e6, 1);
  }

  private static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[HEADS.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  /** Names to the left, numbers to the right. */
  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(' ')
          .append(i < 2 ? cells.get(i) + padding : padding + cells.get(i))
          .append(" |");
    }
    return line.append('\n').toString();
  }

  private static String rule(int[] widths) {
    List<String> dashes = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      dashes.add("-".repeat(widths[i] + 1) + (i < 2 ? "-" : ":"));
    }
    return dashes.stream().collect(Collectors.joining("|", "|", "|\n"));
  }
}
