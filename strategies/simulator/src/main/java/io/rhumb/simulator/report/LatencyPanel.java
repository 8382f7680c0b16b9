package io.rhumb.simulator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** One line for each oracle and strategy: its latency on a logarithmic axis, and its numbers beside that. */
final class LatencyPanel {

  private static final double ROW = 26;
  private static final double HEAD = 46;
  private static final double FOOT = 38;
  private static final double NAMES = 310;
  private static final double NUMBER = 70;
  /** A share of successes below this is shown in red (a guess at what nobody wants). */
  private static final double GOOD = 0.999;

  private static final List<String> NUMBERS =
      List.of("success", "p50", "p99", "p99.9", "extra requests");

  private final ScenarioReport report;
  private final double x;
  private final double y;
  private final double width;

  LatencyPanel(ScenarioReport report, double x, double y, double width) {
    this.report = report;
    this.x = x;
    this.y = y;
    this.width = width;
  }

  static double heightOf(ScenarioReport report) {
    return HEAD + ROW * report.strategies().size() + FOOT;
  }

  void draw(Svg svg) {
    LogAxis axis = axis();
    double top = y + HEAD;
    double bottom = top + ROW * report.strategies().size();
    drawLegend(svg);
    for (int i = 0; i < report.strategies().size(); i += 2) {
      svg.box(x, top + ROW * i, width, ROW, "band");
    }
    drawAxis(svg, axis, top, bottom);
    drawHeads(svg, top);
    for (int i = 0; i < report.strategies().size(); i++) {
      drawRow(svg, axis, report.strategies().get(i), top + ROW * (i + 0.5));
    }
  }

  private LogAxis axis() {
    List<Spread> all = report.strategies().stream()
        .flatMap(
            strategy -> Arrays.stream(Quantile.values()).map(quantile -> quantile.of(strategy)))
        .filter(spread -> Double.isFinite(spread.mean()))
        .toList();
    double least = all.stream().mapToDouble(Spread::least).min().orElse(1);
    double most = all.stream().mapToDouble(Spread::most).max().orElse(10);
    double room = width - NAMES - NUMBER * NUMBERS.size() - 44;
    return new LogAxis(least, most, x + NAMES + 10, room);
  }

  private void drawLegend(Svg svg) {
    svg.text(x, y + 20, "strong", "Latency until the answer");
    double at = x + NAMES + 10;
    for (Quantile quantile : Quantile.values()) {
      quantile.draw(svg, at + 6, y + 16);
      svg.text(at + 17, y + 20, "dim", quantile.label());
      at += 66;
    }
    if (report.strategies().get(0).runs().size() > 1) {
      svg.text(at, y + 20, "dim", "mean over the seeds, and from least to most");
    }
  }

  private void drawAxis(Svg svg, LogAxis axis, double top, double bottom) {
    double before = Double.NEGATIVE_INFINITY;
    for (double tick : axis.ticks()) {
      double at = axis.at(tick);
      svg.line(at, top, at, bottom, "grid");
      if (at - before > 54) {
        svg.text(at, bottom + 15, "dim small mid", LogAxis.label(tick));
        before = at;
      }
    }
    double from = axis.at(axis.ticks().get(0));
    double to = axis.at(axis.ticks().get(axis.ticks().size() - 1));
    svg.line(from, bottom, to, bottom, "axis");
    svg.text(
        (from + to) / 2,
        bottom + 30,
        "dim small mid",
        "from the intended send time to the answer, logarithmic");
  }

  private void drawHeads(Svg svg, double top) {
    for (int i = 0; i < NUMBERS.size(); i++) {
      boolean millis = NUMBERS.get(i).startsWith("p");
      svg.text(column(i), top - 6, "dim small end", NUMBERS.get(i) + (millis ? ", ms" : ""));
    }
  }

  private void drawRow(Svg svg, LogAxis axis, StrategyReport strategy, double middle) {
    double base = middle + 4;
    ShortName.draw(svg, x + 6, base, strategy, NAMES - 10);
    drawSpan(svg, axis, strategy, middle);
    for (Quantile quantile : Quantile.values()) {
      drawMark(svg, axis, quantile, quantile.of(strategy), middle);
    }
    List<String> numbers = numbers(strategy);
    for (int i = 0; i < numbers.size(); i++) {
      boolean bad = i == 0 && strategy.spread(RunResult::successRatio).mean() < GOOD;
      svg.text(column(i), base, bad ? "end bad" : "end", numbers.get(i));
    }
  }

  private static List<String> numbers(StrategyReport strategy) {
    List<String> numbers = new ArrayList<>();
    numbers.add(Numbers.percent(strategy.spread(RunResult::successRatio).mean(), 2));
    for (Quantile quantile : Quantile.values()) {
      numbers.add(Numbers.number(quantile.of(strategy).mean(), 1));
    }
    numbers.add(Numbers.percent(strategy.spread(RunResult::extraRequests).mean(), 1));
    return numbers;
  }

  private double column(int index) {
    // The last has the longest head.
    double last = index == NUMBERS.size() - 1 ? 0 : 20;
    return x + width - 8 - NUMBER * (NUMBERS.size() - 1 - index) - last;
  }

  private static void drawSpan(Svg svg, LogAxis axis, StrategyReport strategy, double middle) {
    double[] at = Arrays.stream(Quantile.values())
        .mapToDouble(quantile -> quantile.of(strategy).mean())
        .toArray();
    if (DoubleStream.of(at).allMatch(Double::isFinite)) {
      svg.line(axis.at(at[0]), middle, axis.at(at[at.length - 1]), middle, "span");
    }
  }

  private static void drawMark(
      Svg svg, LogAxis axis, Quantile quantile, Spread spread, double middle) {
    if (!Double.isFinite(spread.mean())) {
      return;
    }
    if (spread.most() > spread.least()) {
      svg.line(
          axis.at(spread.least()),
          middle,
          axis.at(spread.most()),
          middle,
          "range " + quantile.style());
    }
    quantile.draw(svg, axis.at(spread.mean()), middle);
  }
}
