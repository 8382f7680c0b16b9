package io.rhumb.gateway.faults;

import java.util.List;
import java.util.stream.Stream;

/** A row as it is played in one mode. */
record Run(FaultRow row, Mode mode) {

  /** These rows in all modes, in their order. */
  static List<Run> of(List<FaultRow> rows) {
    return rows.stream()
        .flatMap(row -> Stream.of(Mode.values()).map(mode -> new Run(row, mode)))
        .toList();
  }

  /** Whether there is anything to be played. */
  boolean playable() {
    return expected() == Verdict.PASS || expected() == Verdict.HONEST;
  }

  Verdict expected() {
    return row.expected(mode);
  }

  String model(int repeat) {
    return "row-" + row.number() + "-" + mode.word() + "-" + repeat;
  }

  @Override
  public String toString() {
    return row.number() + " " + row.fault() + ", " + mode.word();
  }
}
