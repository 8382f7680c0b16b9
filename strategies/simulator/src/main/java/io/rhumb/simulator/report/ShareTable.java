package io.rhumb.simulator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The share of each region over time: for each strategy a row per region, for each while a column. */
final class ShareTable {

  private static final int MOST_COLUMNS = 12;

  private ShareTable() {}

  /** Shares of first attempts, in per cent; a column is headed by the second at which it begins. */
  static String markdown(ScenarioReport report) {
    Duration step = TimeSteps.of(report.scenario().duration(), MOST_COLUMNS);
    List<String> heads = new ArrayList<>(List.of("strategy", "region"));
    int columns = report.strategies().get(0).timeline().coarser(step).shares().size();
    for (int i = 0; i < columns; i++) {
      heads.add(step.multipliedBy(i).toSeconds() + " s");
    }
    MarkdownTable table = new MarkdownTable(heads, 2);
    for (StrategyReport strategy : report.strategies()) {
      addRows(table, strategy.name(), strategy.timeline().coarser(step));
    }
    return table.toString();
  }

  private static void addRows(MarkdownTable table, String name, Timeline timeline) {
    for (int region = 0; region < timeline.regions().size(); region++) {
      List<String> row = new ArrayList<>();
      row.add(region == 0 ? name : "");
      row.add(timeline.regions().get(region));
      for (List<Double> shares : timeline.shares()) {
        boolean idle = shares.stream().allMatch(share -> share == 0);
        row.add(idle ? "-" : Numbers.percent(shares.get(region), 0));
      }
      table.add(row);
    }
  }
}
