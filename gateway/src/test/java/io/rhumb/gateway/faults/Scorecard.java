package io.rhumb.gateway.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every row with what it has shown, as a table. Not thread-safe. */
final class Scorecard {

  static final List<String> HEAD = List.of(
      "#",
      "fault at the preferred target",
      "unary",
      "streaming",
      "attempts that reached it",
      "p50",
      "worst");

  /** Numbers stand at the right. */
  private static final int FIRST_NUMBER = 4;

  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  void add(FaultRow row, Reading reading) {
    rows.add(List.of(
        row.number(),
        row.fault(),
        reading.unary().toString(),
        reading.streaming().toString(),
        reading.reachedText(),
        reading.medianText(),
        reading.worstText()));
    if (!reading.note().isEmpty()) {
      notes.add(row.number() + ": " + reading.note());
    }
  }

  /** For a page. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    line(text, HEAD);
    text.append("|---|---|---|---|---:|---:|---:|\n");
    rows.forEach(row -> line(text, row));
    notes.forEach(note -> text.append("\n- ").append(note));
    return text.append(notes.isEmpty() ? "" : "\n").toString();
  }

  /** For a terminal. */
  String plain() {
    StringBuilder text = new StringBuilder();
    plainLine(text, HEAD);
    rows.forEach(row -> plainLine(text, row));
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private void plainLine(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String space = " ".repeat(width(i) - cells.get(i).length());
      line.append(i < FIRST_NUMBER ? cells.get(i) + space : space + cells.get(i))
          .append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int widest = HEAD.get(column).length();
    List<Integer> widths = new ArrayList<>(List.of(widest));
    rows.forEach(row -> widths.add(row.get(column).length()));
    return Collections.max(widths);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
