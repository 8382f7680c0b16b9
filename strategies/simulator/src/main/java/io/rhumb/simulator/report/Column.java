package io.rhumb.simulator.report;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/**
 * A column of numbers.
 *
 * @param head its name
 * @param figure empty where there is none
 * @param worst which of several seeds was the worst
 * @param format how a number is written
 */
record Column(String head, Figure figure, Worst worst, DoubleFunction<String> format) {

  /** What a column shows of a strategy. */
  @FunctionalInterface
  interface Figure {

    Optional<Spread> of(ScenarioReport report, StrategyReport strategy);
  }

  /** Which end of a spread is the bad one. */
  enum Worst {
    LEAST,
    MOST,
    /** Neither is. */
    NEITHER
  }

  /** From left to right. */
  static final List<Column> ALL = List.of(
      of("success", RunResult::successRatio, Worst.LEAST, percent(2)),
      of("mean ms", latency(latency -> latency.meanNanos()), Worst.MOST, Column::millis),
      of("p50", latency(latency -> (double) latency.p50Nanos()), Worst.MOST, Column::millis),
      of("p99", latency(latency -> (double) latency.p99Nanos()), Worst.MOST, Column::millis),
      of("p99.9", latency(latency -> (double) latency.p999Nanos()), Worst.MOST, Column::millis),
      new Column("regret", ScenarioReport::regret, Worst.MOST, percent(1)),
      of("extra requests", RunResult::extraRequests, Worst.MOST, percent(1)),
      of("extra work", RunResult::extraWork, Worst.MOST, percent(1)),
      of("switches/min", RunResult::switchesPerMinute, Worst.MOST, number(2)),
      of("local", RunResult::localShare, Worst.NEITHER, percent(1)),
      of("trips", run -> run.breakerTrips(), Worst.MOST, number(0)));

  /** The mean over the seeds. */
  String mean(ScenarioReport report, StrategyReport strategy) {
    return figure
        .of(report, strategy)
        .map(spread -> format.apply(spread.mean()))
        .orElse("");
  }

  /** That of the worst seed. */
  String worst(ScenarioReport report, StrategyReport strategy) {
    return figure.of(report, strategy).map(this::worst).orElse("");
  }

  private String worst(Spread spread) {
    return switch (worst) {
      case LEAST -> format.apply(spread.least());
      case MOST -> format.apply(spread.most());
      case NEITHER -> "";
    };
  }

  private static Column of(
      String head, ToDoubleFunction<RunResult> figure, Worst worst, DoubleFunction<String> format) {
    return new Column(
        head, (report, strategy) -> Optional.of(strategy.spread(figure)), worst, format);
  }

  /** None if nobody got an answer: 0 would be the best of all. */
  private static ToDoubleFunction<RunResult> latency(ToDoubleFunction<Latency> figure) {
    return run -> run.latency().samples() == 0 ? Double.NaN : figure.applyAsDouble(run.latency());
  }

  private static DoubleFunction<String> percent(int digits) {
    return value -> Numbers.percent(value, digits);
  }

  private static DoubleFunction<String> number(int digits) {
    return value -> Numbers.number(value, digits);
  }

  private static String millis(double nanos) {
    return Numbers.number(nanos / 1e6, 1);
  }
}
