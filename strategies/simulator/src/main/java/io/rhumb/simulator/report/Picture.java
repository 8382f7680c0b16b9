package io.rhumb.simulator.report;

import java.util.ArrayList;
import java.util.List;

/** A comparison as one SVG, for light and dark papers. */
public final class Picture {

  private static final double WIDTH = 1120;
  private static final double MARGIN = 28;
  private static final double HEAD = 70;
  private static final double GAP = 24;

  private Picture() {}

  /**
   * Draws it.
   *
   * @return the text of the file; the same reports give the same text
   */
  public static String svg(List<ScenarioReport> reports) {
    List<ScenarioPicture> pictures = new ArrayList<>();
    double height = HEAD;
    for (ScenarioReport report : reports) {
      ScenarioPicture picture = new ScenarioPicture(report, MARGIN, WIDTH - 2 * MARGIN);
      pictures.add(picture);
      height += picture.height() + GAP;
    }
    Svg svg = begin(height);
    svg.text(MARGIN, 36, "h1", "Routing strategies, simulated");
    svg.text(MARGIN, 56, "dim", seeds(reports.get(0)));
    double y = HEAD;
    for (ScenarioPicture picture : pictures) {
      picture.draw(svg, y);
      y += picture.height() + GAP;
    }
    return svg.close("svg").toString();
  }

  private static Svg begin(double height) {
    Svg svg = new Svg();
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "width",
        WIDTH,
        "height",
        height,
        "viewBox",
        "0 0 " + Svg.coordinate(WIDTH) + " " + Svg.coordinate(height));
    svg.add("title", "Routing strategies, simulated");
    svg.add("style", PictureStyle.CSS);
    svg.open("defs")
        .open(
            "pattern",
            "id",
            "hatch",
            "width",
            7,
            "height",
            7,
            "patternUnits",
            "userSpaceOnUse",
            "patternTransform",
            "rotate(45)");
    svg.line(0, 0, 0, 7, "hatch").close("pattern").close("defs");
    return svg.box(0, 0, WIDTH, height, "paper");
  }

  private static String seeds(ScenarioReport report) {
    List<RunResult> runs = report.strategies().get(0).runs();
    long first = runs.get(0).seed();
    return runs.size() == 1
        ? "Seed " + first
        : "Mean of " + runs.size() + " seeds, from " + first + " on";
  }
}
