package io.rhumb.simulator.goals;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.Clairvoyant;
import io.rhumb.simulator.HedgingRun;
import io.rhumb.simulator.Simulation;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.StrategySpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Runs about hedging; each is made once, so that figures about the same run share it. One thread. */
final class HedgingRuns {

  /** Hedges must show what they do by themselves, and not how the routing answers to them. */
  private static final String ROUTING = "local-first";

  private record Key(String scenario, String who, long seed) {}

  private final StrategyCatalog strategies;
  private final Map<Key, Clairvoyant> clairvoyants = new HashMap<>();
  private final Map<Key, HedgingRun> hedged = new HashMap<>();

  HedgingRuns(StrategyCatalog strategies) {
    this.strategies = strategies;
  }

  /** Without hedges, and what could be made of that. */
  Clairvoyant clairvoyant(Scenario scenario, long seed) {
    return kept(
        clairvoyants,
        new Key(scenario.name(), ROUTING, seed),
        () -> Clairvoyant.of(scenario, strategies, StrategySpec.of(ROUTING), seed));
  }

  /** With a budget, and everything else as it is by default. */
  HedgingRun hedged(Scenario scenario, double budget, long seed) {
    StrategySpec spec = new StrategySpec("hedged", Map.of("of", ROUTING, "budget", budget));
    return kept(
        hedged,
        new Key(scenario.name(), Double.toString(budget), seed),
        () -> HedgingRun.of(scenario, strategies, spec, budget, seed));
  }

  /** With a budget, at a percentile that somebody else has chosen. */
  HedgingRun hedged(Scenario scenario, double budget, int percentile, long seed) {
    StrategySpec spec = new StrategySpec(
        "hedged", Map.of("of", ROUTING, "budget", budget, "percentile", percentile));
    return HedgingRun.of(scenario, strategies, spec, budget, seed);
  }

  /** Without hedges. */
  RunResult alone(Scenario scenario, long seed) {
    return Simulation.run(scenario, strategies, StrategySpec.of(ROUTING), seed);
  }

  private static <T> T kept(Map<Key, T> known, Key key, Supplier<T> run) {
    T before = known.get(key);
    if (before != null) {
      return before;
    }
    T now = run.get();
    known.put(key, now);
    return now;
  }
}
