package io.rhumb.simulator;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategySpec;

/** Runs scenarios. Each run is on the caller's thread and shares nothing with others. */
public final class Simulation {

  private Simulation() {}

  /**
   * Runs a scenario with one strategy on every gateway, each with an instance of its own.
   *
   * @param strategies where to find the strategy, and those that it may nest
   * @param seed of all chance; the same seed gives every strategy the same luck
   * @throws io.rhumb.strategy.InvalidStrategyConfigException if there is no such strategy, or it refuses its options
   */
  public static RunResult run(
      Scenario scenario, StrategyCatalog strategies, StrategySpec spec, long seed) {
    return run(scenario, SpecText.of(spec), factory(strategies, spec), seed);
  }

  /** Runs a scenario with a strategy that takes no options and nests none. */
  public static RunResult run(Scenario scenario, RoutingStrategyProvider provider, long seed) {
    return run(scenario, StrategyCatalog.of(provider), StrategySpec.of(provider.name()), seed);
  }

  /** Runs a scenario with an oracle: what strategies are measured against. */
  public static RunResult runOracle(Scenario scenario, OracleKind kind, long seed) {
    StrategyFactory factory = (local, links, clock, random) -> new Oracle(kind, links, clock);
    return run(scenario, kind.label(), factory, seed);
  }

  /** Makes the strategy for each gateway. */
  static StrategyFactory factory(StrategyCatalog strategies, StrategySpec spec) {
    return (local, links, clock, random) ->
        strategies.create("strategy", spec, new StrategyEnvironment(clock, random, local));
  }

  /**
   * Runs a scenario.
   *
   * @param strategy how to call it
   */
  static RunResult run(Scenario scenario, String strategy, StrategyFactory factory, long seed) {
    World world = new World(scenario, factory, seed);
    try (world) {
      world.run();
    }
    Recorder recorder = world.recorder();
    return new RunResult(
        scenario.name(),
        strategy,
        seed,
        recorder.requests(),
        recorder.successes(),
        recorder.attempts(),
        recorder.latency(),
        recorder.localShare(),
        recorder.extraWork(),
        world.shares().switchesPerMinute(),
        world.shares().timeline(),
        world.trips(),
        world.faults(),
        recorder.fingerprint());
  }
}
