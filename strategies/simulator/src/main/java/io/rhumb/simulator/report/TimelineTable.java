package io.rhumb.simulator.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A timeline as a table: a row per slice, a column per region. */
public final class TimelineTable {

  private TimelineTable() {}

  /** Shares in per cent; the time is that of the slice's beginning. */
  public static String markdown(Timeline timeline) {
    String heads = String.join(" | ", timeline.regions());
    String rule = timeline.regions().stream().map(r -> "---:").collect(Collectors.joining("|"));
    StringBuilder text = new StringBuilder("| from | " + heads + " |\n|---:|" + rule + "|\n");
    for (int i = 0; i < timeline.shares().size(); i++) {
      text.append("| ").append(timeline.slice().multipliedBy(i).toSeconds()).append(" s | ");
      text.append(cells(timeline.shares().get(i))).append(" |\n");
    }
    return text.toString();
  }

  private static String cells(List<Double> shares) {
    return shares.stream()
        .map(share -> String.format(Locale.ROOT, "%.0f %%", 100 * share))
        .collect(Collectors.joining(" | "));
  }
}
