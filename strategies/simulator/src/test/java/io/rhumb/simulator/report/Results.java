package io.rhumb.simulator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Results of runs that never were. */
final class Results {

  /** Of the scenarios that are shipped. */
  private static final List<String> REGIONS = List.of("us-central1", "us-east1");

  private static final Timeline TIMELINE = new Timeline(Duration.ofSeconds(5), REGIONS, slices());

  private Results() {}

  /** 100 requests, 99 answers, 101 attempts. */
  static RunResult run(long seed, long meanMillis) {
    Latency latency = new Latency(99, meanMillis * 1e6, 10_000_000, 200_000_000, 3_000_000_000L);
    return result(seed, 99, latency, StrategyFaults.NONE);
  }

  /** As the other, but for its median. */
  static RunResult slower(long seed) {
    Latency latency = new Latency(99, 100e6, 20_000_000, 200_000_000, 3_000_000_000L);
    return result(seed, 99, latency, StrategyFaults.NONE);
  }

  /** 100 requests and no answer. */
  static RunResult without(long seed) {
    return result(seed, 0, new Latency(0, 0, 0, 0, 0), StrategyFaults.NONE);
  }

  @SafeVarargs
  static Timeline timeline(List<Double>... shares) {
    return new Timeline(Duration.ofSeconds(5), REGIONS, List.of(shares));
  }

  private static RunResult result(
      long seed, long successes, Latency latency, StrategyFaults faults) {
    return new RunResult(
        "s", "x", seed, 100, successes, 101, latency, 1, 0, 0, TIMELINE, 0, faults, 0);
  }

  /** Half a minute for the first alone, half a minute mostly for the second, and then nobody asks. */
  private static List<List<Double>> slices() {
    List<List<Double>> slices = new ArrayList<>(Collections.nCopies(6, List.of(1.0, 0.0)));
    slices.addAll(Collections.nCopies(6, List.of(0.25, 0.75)));
    slices.add(List.of(0.0, 0.0));
    return slices;
  }
}
