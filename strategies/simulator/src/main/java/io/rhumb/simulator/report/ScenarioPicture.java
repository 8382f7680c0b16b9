package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.util.List;

/** One scenario: what it is, how long clients waited, and where each strategy sent them. */
final class ScenarioPicture {

  private static final double LINE = 18;
  private static final double GAP = 20;

  private final ScenarioReport report;
  private final double x;
  private final double width;

  ScenarioPicture(ScenarioReport report, double x, double width) {
    this.report = report;
    this.x = x;
    this.width = width;
  }

  double height() {
    int rows = (report.strategies().size() + 1) / 2;
    return headHeight() + LatencyPanel.heightOf(report) + GAP + 2 * LINE + rows * SharePanel.HEIGHT;
  }

  private double headHeight() {
    return 34 + LINE * (1 + report.scenario().incidents().size());
  }

  void draw(Svg svg, double y) {
    Scenario scenario = report.scenario();
    svg.line(x, y, x + width, y, "rule");
    double at = y + 28;
    svg.text(x, at, "h2", scenario.name());
    at += LINE + 2;
    svg.text(x, at, "", scenario.about());
    for (Incident incident : scenario.incidents()) {
      at += LINE;
      svg.text(x, at, "dim", "Incident: " + IncidentText.of(incident, scenario));
    }
    LatencyPanel latency = new LatencyPanel(report, x, y + headHeight(), width);
    latency.draw(svg);
    double top = y + headHeight() + LatencyPanel.heightOf(report) + GAP;
    svg.text(x, top + 4, "strong", "Share of requests per region (first attempts) over time");
    drawLegend(svg, top + LINE + 6);
    drawShares(svg, top + 2 * LINE);
  }

  private void drawShares(Svg svg, double top) {
    double half = (width - GAP) / 2;
    for (int i = 0; i < report.strategies().size(); i++) {
      StrategyReport strategy = report.strategies().get(i);
      double left = x + (half + GAP) * (i % 2);
      int row = i / 2;
      double at = top + SharePanel.HEIGHT * row;
      new SharePanel(report.scenario(), strategy, left, at, half).draw(svg);
    }
  }

  private void drawLegend(Svg svg, double y) {
    List<String> regions = report.strategies().get(0).timeline().regions();
    double at = x;
    for (int i = 0; i < regions.size(); i++) {
      svg.shape(
          "rect", "x", at, "y", y - 10, "width", 12, "height", 12, "fill", PictureStyle.region(i));
      svg.text(at + 17, y, "dim", regions.get(i));
      at += 34 + 7.0 * regions.get(i).length();
    }
    if (!report.scenario().incidents().isEmpty()) {
      // On a colour that the hatching shows on, whatever the paper.
      svg.shape("rect", "x", at, "y", y - 10, "width", 12, "height", 12, "fill", "#999999");
      svg.shape("rect", "x", at, "y", y - 10, "width", 12, "height", 12, "fill", "url(#hatch)");
      svg.text(at + 17, y, "dim", "incident; above the plot the region that it befalls");
      at += 330;
    }
    if (!report.scenario().warmUp().isZero()) {
      svg.text(at, y, "dim", "faded: warm-up, not measured");
    }
  }
}
