package io.rhumb.simulator.report;

import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/** Where one strategy sent requests, as areas on top of each other over time; incidents are hatched. */
final class SharePanel {

  static final double HEIGHT = 200;

  private static final double PLOT = 120;
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
    ShortName.draw(svg, x, y - 13, strategy, width - 150);
    if (strategy.faults().count() > 0) {
      svg.text(x + width, y - 13, "bad end", "at fault: local-first instead");
    }
    // The whole first and then ever less of it: no seams between the areas.
    for (int region = timeline.regions().size() - 1; region >= 0; region--) {
      svg.shape("path", "d", area(region), "fill", PictureStyle.region(region));
    }
    if (!scenario.warmUp().isZero()) {
      svg.box(x, y, at(scenario.warmUp()) - x, PLOT, "warm");
    }
    scenario.incidents().forEach(incident -> drawIncident(svg, incident));
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

  private void drawIncident(Svg svg, Incident incident) {
    double from = at(incident.at());
    double to = at(incident.end());
    svg.line(from, y, from, y + PLOT, "edge").line(to, y, to, y + PLOT, "edge");
    boolean flaps = !incident.flap().isZero();
    Duration on = flaps ? incident.flap() : incident.lasting();
    for (Duration at = incident.at();
        at.compareTo(incident.end()) < 0 && at.compareTo(scenario.duration()) < 0;
        at = at.plus(on.multipliedBy(2))) {
      Duration until = at.plus(on).compareTo(incident.end()) < 0 ? at.plus(on) : incident.end();
      svg.shape(
          "rect",
          "x",
          at(at),
          "y",
          y,
          "width",
          at(until) - at(at),
          "height",
          PLOT,
          "fill",
          "url(#hatch)");
      drawLane(svg, incident, at(at), at(until));
    }
  }

  /** A strip above the plot, in the colour of the region that it befalls. */
  private void drawLane(Svg svg, Incident incident, double from, double to) {
    List<String> hit =
        scenario.incidents().stream().map(Incident::region).distinct().toList();
    double height = 6.0 / hit.size();
    svg.shape(
        "rect",
        "x",
        from,
        "y",
        y - 7 + height * hit.indexOf(incident.region()),
        "width",
        to - from,
        "height",
        height,
        "fill",
        PictureStyle.region(timeline.regions().indexOf(incident.region())));
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
