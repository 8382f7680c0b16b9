package io.rhumb.gateway.load;

import java.util.ArrayList;
import java.util.List;

/** Text in columns: the first at the left margin, the others flush right. Two blanks between. */
final class Columns {

  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; the first one says how many columns there are. */
  Columns row(List<String> cells) {
    rows.add(List.copyOf(cells));
    return this;
  }

  /** With an end of line after each row. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int column = 0; column < row.size(); column++) {
        text.append(column == 0 ? "" : GAP).append(cell(row.get(column), column));
      }
      text.append('\n');
    }
    return text.toString();
  }

  private String cell(String text, int column) {
    String padding = " ".repeat(width(column) - text.length());
    return column == 0 ? text + padding : padding + text;
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }
}
