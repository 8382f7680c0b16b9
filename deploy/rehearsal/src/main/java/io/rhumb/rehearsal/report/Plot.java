package io.rhumb.rehearsal.report;

import io.rhumb.rehearsal.act.Course;
import io.rhumb.rehearsal.act.Verdict;
import io.rhumb.rehearsal.traffic.Sample;
import io.rhumb.simulator.report.Svg;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An act as an SVG: a dot for each request of the clients in focus, coloured by whose answer it got; a cross for an error. */
final class Plot {

  private static final double WIDTH = 960;
  private static final double HEIGHT = 300;
  private static final double LEFT = 60;
  private static final double RIGHT = 16;
  private static final double TOP = 40;
  private static final double BOTTOM = 34;
  private static final double FASTEST_MILLIS = 1;
  private static final double SLOWEST_MILLIS = 10_000;

  private static final String STYLE =
      """
      text { font: 12px sans-serif; fill: #333 }
      .end { text-anchor: end }
      .middle { text-anchor: middle }
      .grid { stroke: #ddd }
      .lasts { fill: #f3e3c3 }
      .error { stroke: #d00; stroke-width: 2 }
      """;

  /** Told apart by those who see few colours: https://jfly.uni-koeln.de/color/ */
  private static final Map<String, String> COLOURS = colours();

  private final Svg svg = new Svg();
  private final Course course;
  private final double seconds;

  private Plot(Course course) {
    this.course = course;
    this.seconds = (course.endNanos() - course.beginNanos()) / 1e9;
  }

  /** The text of the SVG. */
  static String of(Verdict verdict) {
    return new Plot(verdict.course()).draw(verdict);
  }

  private String draw(Verdict verdict) {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "viewBox",
        "0 0 " + (int) WIDTH + " " + (int) HEIGHT);
    svg.add("style", STYLE);
    svg.shape("rect", "width", WIDTH, "height", HEIGHT, "fill", "#fff");
    svg.text(
        LEFT,
        16,
        "title",
        verdict.act().name() + ": latency in ms over seconds, clients of "
            + verdict.act().focus().name());
    drawTime();
    drawLatencies();
    drawLegend();
    Course.of(verdict.act().focus(), course.samples()).stream()
        .filter(sample -> sample.dueNanos() - course.beginNanos() >= 0)
        .forEach(this::drawSample);
    svg.close("svg");
    return svg.toString();
  }

  private void drawTime() {
    double from = x(course.strikeNanos());
    svg.box(from, TOP, Math.max(1, x(course.healedNanos()) - from), HEIGHT - TOP - BOTTOM, "lasts");
    for (int second = 0; second <= seconds; second += 2) {
      double at = x(course.beginNanos() + (long) (second * 1e9));
      svg.text(at, HEIGHT - BOTTOM + 18, "middle", String.valueOf(second));
    }
  }

  private void drawLatencies() {
    for (double millis = FASTEST_MILLIS; millis <= SLOWEST_MILLIS; millis *= 10) {
      svg.line(LEFT, y(millis), WIDTH - RIGHT, y(millis), "grid");
      svg.text(LEFT - 6, y(millis) + 4, "end", String.valueOf((int) millis));
    }
  }

  private void drawLegend() {
    double at = LEFT;
    for (Map.Entry<String, String> entry : COLOURS.entrySet()) {
      svg.shape("circle", "cx", at + 4, "cy", 28.0, "r", 4, "fill", entry.getValue());
      svg.text(
          at + 12, 32, "legend", entry.getKey().isEmpty() ? "SDK (cannot tell)" : entry.getKey());
      at += 130;
    }
    drawError(at + 4, 28);
    svg.text(at + 12, 32, "legend", "error");
    svg.box(at + 60, 22, 12, 12, "lasts");
    svg.text(at + 76, 32, "legend", "while it lasts");
  }

  private void drawSample(Sample sample) {
    double x = x(sample.dueNanos());
    double y = y(sample.latencyMillis());
    if (!sample.good()) {
      drawError(x, y);
      return;
    }
    String colour = COLOURS.getOrDefault(sample.answer().target(), "#000");
    svg.shape("circle", "cx", x, "cy", y, "r", 2, "fill", colour, "fill-opacity", 0.7);
  }

  private void drawError(double x, double y) {
    svg.line(x - 4, y - 4, x + 4, y + 4, "error");
    svg.line(x - 4, y + 4, x + 4, y - 4, "error");
  }

  private double x(long nanos) {
    return LEFT + (nanos - course.beginNanos()) / 1e9 / seconds * (WIDTH - LEFT - RIGHT);
  }

  private double y(double millis) {
    double bounded = Math.min(SLOWEST_MILLIS, Math.max(FASTEST_MILLIS, millis));
    double share = Math.log(bounded / FASTEST_MILLIS) / Math.log(SLOWEST_MILLIS / FASTEST_MILLIS);
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
  }

  private static Map<String, String> colours() {
    Map<String, String> colours = new LinkedHashMap<>();
    List<String> names = List.of("us-central1", "us-east4", "europe-west4", "asia-northeast1", "");
    List<String> values = List.of("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#999999");
    for (int i = 0; i < names.size(); i++) {
      colours.put(names.get(i), values.get(i));
    }
    return colours;
  }
}
