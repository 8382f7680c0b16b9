package io.rhumb.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static final Scenario SCENARIO = ScenarioSuite.byName("brown-out");

  @Test
  void quantiles_areExactByNearestRank() {
    long[] samples = LongStream.rangeClosed(1, 1_000).map(i -> 1_001 - i).toArray();

    assertThat(Latency.of(samples)).isEqualTo(new Latency(1_000, 500.5, 500, 990, 999));
  }

  @Test
  void noSamples_areNoLatency() {
    assertThat(Latency.of(new long[0])).isEqualTo(new Latency(0, 0, 0, 0, 0));
  }

  @Test
  void table_alignsItsColumnsAndShowsRegretAgainstTheBase() {
    String table = ResultTable.markdown(List.of(
        report(strategy("oracle", Results.run(1, 100)), strategy("mine", Results.run(1, 125)))));

    assertThat(table.lines().map(String::length).distinct()).hasSize(1);
    assertThat(table.lines().toList().get(1)).startsWith("|---");
    assertThat(cells(table, 2)).contains("oracle", "100.0").doesNotContain("25.0 %");
    // 100 requests, 99 answers, 101 attempts.
    assertThat(cells(table, 3))
        .startsWith("brown-out", "mine", "99.00 %", "125.0")
        .contains("25.0 %", "1.0 %");
  }

  @Test
  void severalSeeds_areMeanAndWorst() {
    String table = ResultTable.markdown(List.of(report(
        strategy("oracle", Results.run(1, 100), Results.run(2, 200)),
        strategy("mine", Results.run(1, 150), Results.run(2, 220)))));

    assertThat(cells(table, 0)).startsWith("scenario", "strategy", "of 2 seeds", "success");
    // Regret is taken seed by seed: 50 % and 10 %.
    assertThat(cells(table, 4)).startsWith("brown-out", "mine", "mean").contains("185.0", "30.0 %");
    assertThat(cells(table, 5)).startsWith("", "", "worst").contains("220.0", "50.0 %");
  }

  @Test
  void worst_isTheLeastOfWhatShouldBeMuch() {
    String table = ResultTable.markdown(
        List.of(report(strategy("mine", Results.run(1, 100), Results.without(2)))));

    assertThat(cells(table, 2).get(3)).isEqualTo("49.50 %");
    assertThat(cells(table, 3).get(3)).isEqualTo("0.00 %");
  }

  @Test
  void noAnswers_areNoLatency_ratherThanTheBest() {
    String table = ResultTable.markdown(List.of(
        report(strategy("oracle", Results.run(1, 100)), strategy("mine", Results.without(1)))));

    assertThat(cells(table, 3)).startsWith("brown-out", "mine", "0.00 %", "-", "-", "-", "-", "-");
  }

  @Test
  void shares_areARowPerRegionAndAColumnPerWhile() {
    String table = ShareTable.markdown(report(strategy("mine", Results.run(1, 100))));

    assertThat(table)
        .isEqualTo(
            """
        | strategy | region      |   0 s | 30 s | 60 s |
        |----------|-------------|------:|-----:|-----:|
        | mine     | us-central1 | 100 % | 25 % |    - |
        |          | us-east1    |   0 % | 75 % |    - |
        """);
  }

  @Test
  void timelineOfSeveralSeeds_isTheMeanOfThoseThatHadRequests() {
    Timeline one = Results.timeline(List.of(1.0, 0.0), List.of(0.0, 0.0));
    Timeline other = Results.timeline(List.of(0.5, 0.5), List.of(0.2, 0.8));

    Timeline mean = Timeline.mean(List.of(one, other));

    assertThat(mean.shares()).containsExactly(List.of(0.75, 0.25), List.of(0.2, 0.8));
    assertThat(mean.coarser(Duration.ofSeconds(10)).shares())
        .containsExactly(List.of(0.475, 0.525));
  }

  @Test
  void incidents_areSaidInWords() {
    assertThat(incident("brown-out")).isEqualTo("us-central1: 6 times slower, from 90 s to 210 s");
    assertThat(incident("fail-fast"))
        .isEqualTo("us-central1: 90 % fail (unavailable), from 90 s to 210 s");
    assertThat(incident("quota"))
        .isEqualTo("us-central1: 40 requests a second, then 429, from 90 s to 210 s");
    assertThat(incident("flapping"))
        .isEqualTo("us-central1: refuses connections, on and off for 8 s each, from 90 s to 210 s");
    assertThat(incident("black-hole"))
        .isEqualTo("us-central1: swallows requests, from 90 s to 210 s");
    assertThat(incident("latency-step"))
        .startsWith("us-central1: 3 times slower, from ")
        .endsWith(" s on");
  }

  private static String incident(String scenario) {
    Scenario of = ScenarioSuite.byName(scenario);
    return IncidentText.of(of.incidents().get(0), of);
  }

  private static ScenarioReport report(StrategyReport... strategies) {
    return new ScenarioReport(SCENARIO, "oracle", List.of(strategies));
  }

  private static StrategyReport strategy(String name, RunResult... runs) {
    return new StrategyReport(name, name.equals("oracle"), List.of(runs));
  }

  private static List<String> cells(String table, int line) {
    String row = table.lines().toList().get(line);
    return List.of(row.substring(1).split("\\|")).stream().map(String::trim).toList();
  }
}
