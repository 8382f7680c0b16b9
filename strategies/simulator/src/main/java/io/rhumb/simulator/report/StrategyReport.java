package io.rhumb.simulator.report;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one strategy, or one oracle, comes to on one scenario over several seeds.
 *
 * @param name of the strategy, with its options
 * @param oracle whether it knows what no strategy can know
 * @param runs one for each seed, at least one
 */
public record StrategyReport(String name, boolean oracle, List<RunResult> runs) {

  /** Copies the list. */
  public StrategyReport {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("runs: none (expected: at least one)");
    }
  }

  /** A figure over the seeds. */
  public Spread spread(ToDoubleFunction<RunResult> figure) {
    return Spread.of(runs.stream().mapToDouble(figure).toArray());
  }

  /** Where requests went, on average over the seeds. */
  public Timeline timeline() {
    return Timeline.mean(runs.stream().map(RunResult::timeline).toList());
  }

  /** How often it misbehaved in all runs; with the first fault of the first such run. */
  public StrategyFaults faults() {
    List<StrategyFaults> all = runs.stream().map(RunResult::faults).toList();
    return new StrategyFaults(
        all.stream().mapToLong(StrategyFaults::count).sum(),
        all.stream().mapToInt(StrategyFaults::switchedOff).sum(),
        all.stream()
            .map(StrategyFaults::first)
            .filter(first -> !first.isEmpty())
            .findFirst()
            .orElse(""));
  }
}
