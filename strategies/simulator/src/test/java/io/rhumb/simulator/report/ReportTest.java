package io.rhumb.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ReportTest {

  private static final Timeline TIMELINE = new Timeline(
      Duration.ofSeconds(5), List.of("a", "b"), List.of(List.of(1.0, 0.0), List.of(0.25, 0.75)));

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
  void table_alignsItsColumnsAndShowsRegretAgainstTheFirst() {
    String table = ResultTable.markdown(List.of(result("oracle", 100), result("local-first", 125)));

    assertThat(table.lines().map(String::length).distinct()).hasSize(1);
    assertThat(table.lines().toList().get(1)).startsWith("|---");
    assertThat(table.lines().toList().get(3))
        .contains("| local-first |", " 99.00 % |", " 125.0 |", " 25.0 % |", " 1.010 |");
  }

  @Test
  void timeline_isARowPerSlice() {
    assertThat(TimelineTable.markdown(TIMELINE))
        .isEqualTo(
            "| from | a | b |\n|---:|---:|---:|\n| 0 s | 100 % | 0 % |\n| 5 s | 25 % | 75 % |\n");
  }

  private static RunResult result(String strategy, long meanMillis) {
    Latency latency = new Latency(99, meanMillis * 1e6, 1, 2, 3);
    return new RunResult("s", strategy, 1, 100, 99, 101, latency, 1, 0, 0, TIMELINE, 0, 0, 0);
  }
}
