package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.util.List;

/** A comparison as text that reads well in a terminal and is Markdown. */
public final class ComparisonText {

  private ComparisonText() {}

  /** The table of results, what a reader must not overlook, and the share of each region over time. */
  public static String of(List<ScenarioReport> reports) {
    StringBuilder text = new StringBuilder(ResultTable.markdown(reports));
    text.append(
        "\nLatency in milliseconds, of the requests that succeeded. Regret: how much longer clients waited, on average, than with the ");
    text.append(reports.get(0).base()).append(".\n");
    reports.stream()
        .flatMap(FaultText::lines)
        .forEach(line -> text.append('\n').append(line).append('\n'));
    reports.forEach(report -> addShares(text, report));
    return text.toString();
  }

  private static void addShares(StringBuilder text, ScenarioReport report) {
    Scenario scenario = report.scenario();
    text.append("\n## ").append(scenario.name()).append(": share of each region over time\n\n");
    text.append(scenario.about()).append('\n');
    for (Incident incident : scenario.incidents()) {
      text.append("- ").append(IncidentText.of(incident, scenario)).append('\n');
    }
    text.append('\n').append(ShareTable.markdown(report));
  }
}
