package io.rhumb.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table that reads well as plain text and is Markdown: names to the left, numbers to the right. */
final class MarkdownTable {

  private final int names;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param names how many columns, from the left, hold names
   */
  MarkdownTable(List<String> heads, int names) {
    this.names = names;
    rows.add(heads);
  }

  void add(List<String> row) {
    rows.add(row);
  }

  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder(line(rows.get(0), widths));
    text.append(rule(widths));
    rows.stream().skip(1).forEach(row -> text.append(line(row, widths)));
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      String padding = " ".repeat(widths[i] - cells.get(i).length());
      line.append(' ').append(i < names ? cells.get(i) + padding : padding + cells.get(i));
      line.append(" |");
    }
    return line.append('\n').toString();
  }

  private String rule(int[] widths) {
    List<String> dashes = new ArrayList<>();
    for (int i = 0; i < widths.length; i++) {
      dashes.add("-".repeat(widths[i] + 1) + (i < names ? "-" : ":"));
    }
    return dashes.stream().collect(Collectors.joining("|", "|", "|\n"));
  }
}
