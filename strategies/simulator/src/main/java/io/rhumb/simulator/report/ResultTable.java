package io.rhumb.simulator.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Results as a table: a row for each scenario and strategy; over several seeds two, the mean and the worst. */
final class ResultTable {

  private ResultTable() {}

  static String markdown(List<ScenarioReport> reports) {
    boolean severalSeeds = reports.stream()
        .flatMap(report -> report.strategies().stream())
        .anyMatch(strategy -> strategy.runs().size() > 1);
    List<String> heads = new ArrayList<>(List.of("scenario", "strategy"));
    if (severalSeeds) {
      heads.add("of " + reports.get(0).strategies().get(0).runs().size() + " seeds");
    }
    int names = heads.size();
    Column.ALL.forEach(column -> heads.add(column.head()));
    MarkdownTable table = new MarkdownTable(heads, names);
    for (ScenarioReport report : reports) {
      for (StrategyReport strategy : report.strategies()) {
        addRows(table, report, strategy, severalSeeds);
      }
    }
    return table.toString();
  }

  private static void addRows(
      MarkdownTable table, ScenarioReport report, StrategyReport strategy, boolean severalSeeds) {
    List<String> names = new ArrayList<>(List.of(report.scenario().name(), strategy.name()));
    if (!severalSeeds) {
      table.add(row(names, column -> column.mean(report, strategy)));
      return;
    }
    names.add("mean");
    table.add(row(names, column -> column.mean(report, strategy)));
    table.add(row(List.of("", "", "worst"), column -> column.worst(report, strategy)));
  }

  private static List<String> row(List<String> names, Function<Column, String> cell) {
    List<String> row = new ArrayList<>(names);
    Column.ALL.forEach(column -> row.add(cell.apply(column)));
    return row;
  }
}
