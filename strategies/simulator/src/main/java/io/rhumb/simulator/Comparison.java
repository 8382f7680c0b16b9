package io.rhumb.simulator;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.report.ScenarioReport;
import io.rhumb.simulator.report.StrategyReport;
import io.rhumb.simulator.scenario.GatewayGroup;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * StrategyCatalog side by side, and beside them every oracle: each on each scenario with each seed. For the same scenario and seed all meet
 * the same requests, service times and incidents.
 *
 * <p>Immutable. The same comparison gives the same reports, bit for bit, as long as the strategies keep no state outside of
 * themselves.
 */
public final class Comparison {

  private final List<Scenario> scenarios;
  private final List<Contestant> contestants;
  private final List<Long> seeds;

  /**
   * A comparison. Every strategy is created once, so that a mistake shows before anything runs.
   *
   * @param catalog where to find the strategies, and those that they nest
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if there is no such strategy, or one refuses its options
   * @throws IllegalArgumentException if there is nothing to compare
   */
  public Comparison(
      StrategyCatalog catalog,
      List<StrategySpec> strategies,
      List<Scenario> scenarios,
      List<Long> seeds) {
    requireSome("scenarios", scenarios);
    requireSome("strategies", strategies);
    requireSome("seeds", seeds);
    strategies.forEach(spec -> tryOut(catalog, spec, scenarios.get(0)));
    this.scenarios = List.copyOf(scenarios);
    this.seeds = List.copyOf(seeds);
    this.contestants = Stream.concat(
            Stream.of(OracleKind.values()).map(Contestant::of),
            strategies.stream().map(spec -> Contestant.of(catalog, spec)))
        .toList();
  }

  /** Runs everything on the caller's thread; reports are in the order of the scenarios, oracles before strategies. */
  public List<ScenarioReport> run(Progress.Listener listener) {
    return new Running(listener).run();
  }

  private int runs() {
    return scenarios.size() * contestants.size() * seeds.size();
  }

  private double requests() {
    double once = scenarios.stream().mapToDouble(Comparison::requestsOf).sum();
    return once * contestants.size() * seeds.size();
  }

  /** How many arrive, on average over seeds. */
  private static double requestsOf(Scenario scenario) {
    double perSecond = scenario.gateways().stream()
        .mapToDouble(GatewayGroup::requestsPerSecond)
        .sum();
    return perSecond * scenario.duration().toNanos() / 1e9;
  }

  private static void tryOut(StrategyCatalog catalog, StrategySpec spec, Scenario scenario) {
    String region = scenario.gateways().get(0).region();
    StrategyEnvironment environment =
        new StrategyEnvironment(() -> 0, new SplittableRandom(0), region);
    // Should it fail to close, each run will say so.
    new FaultLog().close(catalog.create("strategy", spec, environment));
  }

  private static void requireSome(String path, List<?> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(path + ": none (expected: at least one)");
    }
  }

  /** One pass over everything. One thread. */
  private final class Running {

    private final Progress.Listener listener;
    private int done;
    private double requests;

    Running(Progress.Listener listener) {
      this.listener = listener;
    }

    List<ScenarioReport> run() {
      List<ScenarioReport> reports = scenarios.stream().map(this::report).toList();
      tell("");
      return reports;
    }

    private ScenarioReport report(Scenario scenario) {
      List<StrategyReport> all =
          contestants.stream().map(contestant -> report(scenario, contestant)).toList();
      return new ScenarioReport(scenario, OracleKind.INFORMED.label(), all);
    }

    private StrategyReport report(Scenario scenario, Contestant contestant) {
      List<RunResult> results = new ArrayList<>();
      for (long seed : seeds) {
        tell(scenario.name() + ", " + contestant.name() + ", seed " + seed);
        results.add(contestant.runner().run(scenario, seed));
        done++;
        requests += requestsOf(scenario);
      }
      return new StrategyReport(contestant.name(), contestant.oracle(), results);
    }

    private void tell(String running) {
      listener.onProgress(new Progress(done, runs(), requests, requests(), running));
    }
  }
}
