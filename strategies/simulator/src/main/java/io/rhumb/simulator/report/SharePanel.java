package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Where one strategy sent requests, as areas on top of each other over time; incidents are hatched. */
final class SharePanel {

  static final double HEIGHT = 200;

  private static final double PLOT = 120;
  /** Strips above the plot that say by their colours which regions are hit. */
  private static final double LANES = 9;

  private static final double LEFT = 44;
  /** More than this and the areas' edges would only be noise. */
  private static final int MOST_SLICES = 240;

  private final Scenario scenario;
  private final StrategyReport strategy;
  private final Timeline timeline;
  private final double x;
  private final double y;
  private final double width;

  SharePanel(Scenario scenario, StrategyReport strategy, double x, double y, double width) {
    this.scenario = scenario;
    this.strategy = strategy;
    this.timeline = strategy.timeline().coarser(TimeSteps.of(scenario.duration(), MOST_SLICES));
    this.x = x + LEFT;
    this.y = y + 34;
    this.width = width - LEFT - 8;
  }

  void draw(Svg svg) {
    ShortName.draw(svg, x, y - 15, strategy, width - 150);
    if (strategy.faults().count() > 0) {
      svg.text(x + width, y - 15, "bad end", "at fault: local-first instead");
    }
    // The whole first and then ever less of it: no seams between the areas.
    for (int region = timeline.regions().size() - 1; region >= 0; region--) {
      svg.shape("path", "d", area(region), "fill", PictureStyle.region(region));
    }
    if (!scenario.warmUp().isZero()) {
      svg.box(x, y, at(scenario.warmUp()) - x, PLOT, "warm");
    }
    drawIncidents(svg);
    drawAxes(svg);
  }

  /** From the bottom up to the upper edge of a region's share. */
  private String area(int region) {
    double bottom = y + PLOT;
    StringBuilder path = new StringBuilder("M" + Svg.coordinate(x) + " " + Svg.coordinate(bottom));
    List<List<Double>> shares = timeline.shares();
    for (int i = 0; i < shares.size(); i++) {
      double sum = shares.get(i).subList(0, region + 1).stream()
          .mapToDouble(share -> share)
          .sum();
      path.append('V').append(Svg.coordinate(bottom - PLOT * sum));
      path.append('H').append(Svg.coordinate(at(timeline.slice().multipliedBy(i + 1))));
    }
    return path.append('V').append(Svg.coordinate(bottom)).append('Z').toString();
  }

  private double at(Duration instant) {
    double share = (double) instant.toNanos() / scenario.duration().toNanos();
    return x + width * Math.min(1, share);
  }

  private void drawIncidents(Svg svg) {
    List<String> hit =
        scenario.incidents().stream().map(Incident::region).distinct().toList();
    Set<Phase> hatched = new HashSet<>();
    for (Incident incident : scenario.incidents()) {
      drawEdge(svg, at(incident.at()));
      drawEdge(svg, at(incident.end()));
      for (Phase phase : Phase.of(incident, scenario.duration())) {
        // Where several regions are hit at once, one hatching is enough.
        if (hatched.add(phase)) {
          drawPhase(svg, phase, y, PLOT, "url(#hatch)");
        }
        double lane = LANES / hit.size();
        drawPhase(
            svg,
            phase,
            y - LANES - 1 + lane * hit.indexOf(incident.region()),
            lane,
            colour(incident));
      }
    }
  }

  private void drawEdge(Svg svg, double at) {
    svg.line(at, y, at, y + PLOT, "edge");
  }

  private void drawPhase(Svg svg, Phase phase, double top, double height, String fill) {
    double from = at(phase.from());
    double span = at(phase.to()) - from;
    svg.shape("rect", "x", from, "y", top, "width", span, "height", height, "fill", fill);
  }

  /** Of the region that it befalls. */
  private String colour(Incident incident) {
    return PictureStyle.region(timeline.regions().indexOf(incident.region()));
  }

  private void drawAxes(Svg svg) {
    double bottom = y + PLOT;
    for (int percent = 0; percent <= 100; percent += 50) {
      double at = bottom - PLOT * percent / 100;
      svg.line(x - 4, at, x, at, "axis");
      svg.text(x - 7, at + 4, "dim small end", percent + " %");
    }
    Duration step = TimeSteps.of(scenario.duration(), 6);
    for (Duration tick = Duration.ZERO;
        tick.compareTo(scenario.duration()) <= 0;
        tick = tick.plus(step)) {
      svg.line(at(tick), bottom, at(tick), bottom + 4, "axis");
      svg.text(at(tick), bottom + 16, "dim small mid", Long.toString(tick.toSeconds()));
    }
    svg.shape(
        "path",
        "d",
        "M" + Svg.coordinate(x) + " " + Svg.coordinate(y) + "V" + Svg.coordinate(bottom) + "H"
            + Svg.coordinate(x + width),
        "class",
        "axis");
    svg.text(x + width / 2, bottom + 30, "dim small mid", "time, seconds");
  }
}
