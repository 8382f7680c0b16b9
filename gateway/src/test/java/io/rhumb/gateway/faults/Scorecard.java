package io.rhumb.gateway.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every row with what it has shown in either mode, as a table. Not thread-safe. */
final class Scorecard {

  static final List<String> HEAD = List.of(
      "#",
      "fault at the preferred target",
      "unary",
      "attempts that reached it",
      "p50",
      "worst",
      "streaming",
      "attempts that reached it",
      "first byte p50",
      "worst");

  static final int UNARY = 2;
  static final int STREAMING = 6;

  private static final int WIDTH = STREAMING - UNARY;

  private final Map<FaultRow, List<String>> rows = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  void add(Run run, Reading reading) {
    List<String> cells = rows.computeIfAbsent(run.row(), Scorecard::blank);
    int first = run.mode() == Mode.UNARY ? UNARY : STREAMING;
    cells.set(first, reading.verdict().toString());
    cells.set(first + 1, reading.reachedText());
    cells.set(first + 2, reading.medianText());
    cells.set(first + 3, reading.worstText());
    if (!reading.note().isEmpty()) {
      notes.add(run.row().number() + ", " + run.mode().word() + ": " + reading.note());
    }
  }

  private static List<String> blank(FaultRow row) {
    List<String> cells = new ArrayList<>(Collections.nCopies(HEAD.size(), "–"));
    cells.set(0, row.number());
    cells.set(1, row.fault());
    return cells;
  }

  /** For a page. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    line(text, HEAD);
    text.append("|---|---|---|---:|---:|---:|---|---:|---:|---:|\n");
    rows.values().forEach(row -> line(text, row));
    notes.forEach(note -> text.append("\n- ").append(note));
    return text.append(notes.isEmpty() ? "" : "\n").toString();
  }

  /** For a terminal. */
  String plain() {
    StringBuilder text = new StringBuilder();
    plainLine(text, HEAD);
    rows.values().forEach(row -> plainLine(text, row));
    notes.forEach(note -> text.append(note).append('\n'));
    return text.toString();
  }

  private void plainLine(StringBuilder text, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String space = " ".repeat(width(i) - cells.get(i).length());
      line.append(isNumber(i) ? space + cells.get(i) : cells.get(i) + space).append("  ");
    }
    text.append(line.toString().stripTrailing()).append('\n');
  }

  /** Those stand at the right. */
  private static boolean isNumber(int column) {
    return column > UNARY && (column - UNARY) % WIDTH != 0;
  }

  private int width(int column) {
    int widest = HEAD.get(column).length();
    List<Integer> widths = new ArrayList<>(List.of(widest));
    rows.values().forEach(row -> widths.add(row.get(column).length()));
    return Collections.max(widths);
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
