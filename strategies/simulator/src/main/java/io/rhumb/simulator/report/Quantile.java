package io.rhumb.simulator.report;

/** A quantile of latency as the picture shows it. */
enum Quantile {
  P50("p50", "p50"),
  P99("p99", "p99"),
  P999("p99.9", "p999");

  private static final double SIZE = 5;

  private final String label;
  private final String style;

  Quantile(String label, String style) {
    this.label = label;
    this.style = style;
  }

  String label() {
    return label;
  }

  String style() {
    return style;
  }

  /** In milliseconds, over the seeds; not a number if one of them brought no answer at all. */
  Spread of(StrategyReport strategy) {
    return strategy.spread(
        run -> run.latency().samples() == 0 ? Double.NaN : nanos(run.latency()) / 1e6);
  }

  private long nanos(Latency latency) {
    return switch (this) {
      case P50 -> latency.p50Nanos();
      case P99 -> latency.p99Nanos();
      case P999 -> latency.p999Nanos();
    };
  }

  /** Its mark: a circle, a diamond, a square, so that colour is not all that tells them apart. */
  void draw(Svg svg, double x, double y) {
    switch (this) {
      case P50 -> svg.shape("circle", "cx", x, "cy", y, "r", SIZE, "class", style);
      case P99 ->
        svg.shape(
            "rect",
            "x",
            x - SIZE + 0.5,
            "y",
            y - SIZE + 0.5,
            "width",
            2 * SIZE - 1,
            "height",
            2 * SIZE - 1,
            "transform",
            "rotate(45 " + Svg.coordinate(x) + " " + Svg.coordinate(y) + ")",
            "class",
            style);
      case P999 -> svg.box(x - SIZE + 0.5, y - SIZE + 0.5, 2 * SIZE - 1, 2 * SIZE - 1, style);
    }
  }
}
