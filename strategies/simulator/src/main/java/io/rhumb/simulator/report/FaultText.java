package io.rhumb.simulator.report;

import java.util.stream.Stream;

/** What a reader must know of a strategy that misbehaved: its row shows what took its place. */
final class FaultText {

  private FaultText() {}

  /** A line for each strategy at fault. */
  static Stream<String> lines(ScenarioReport report) {
    return report.strategies().stream()
        .filter(strategy -> strategy.faults().count() > 0)
        .map(strategy -> line(report, strategy));
  }

  private static String line(ScenarioReport report, StrategyReport strategy) {
    StrategyFaults faults = strategy.faults();
    return "FAULTS: " + strategy.name() + " misbehaved " + times(faults.count()) + " on "
        + report.scenario().name() + ", and its row shows local-first order in its place"
        + switchedOff(report, strategy) + ". First: " + faults.first();
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String switchedOff(ScenarioReport report, StrategyReport strategy) {
    int off = strategy.faults().switchedOff();
    int gateways =
        report.scenario().gateways().stream().mapToInt(group -> group.count()).sum();
    return off == 0
        ? " for those requests"
        : ": " + off + " of " + strategy.runs().size() * gateways
            + " gateways soon asked it no more";
  }
}
