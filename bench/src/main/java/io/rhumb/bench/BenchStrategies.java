package io.rhumb.bench;

import io.rhumb.engine.Planner;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.strategy.StrategySpec;
import java.util.List;
import java.util.Map;

/** Strategies as the gateway has them: found by the service loader, and asked by a planner. */
final class BenchStrategies {

  /** The options without which a strategy cannot be. */
  private static final Map<String, Map<String, Object>> OPTIONS = Map.of(
      "weighted", Map.of("weights", Map.of("us-central1", 80, "us-east4", 20)),
      "priority", Map.of("order", List.of("us-east4", "us-central1")),
      "sticky", Map.of("header", BenchRequest.HEADER));

  private BenchStrategies() {}

  /** A strategy with as few options as may be. */
  static Planner of(String name, StrategyEnvironment environment) {
    StrategySpec spec = new StrategySpec(name, OPTIONS.getOrDefault(name, Map.of()));
    return new Planner(
        StrategyCatalog.ofLoader(BenchStrategies.class.getClassLoader())
            .create("strategy", spec, environment),
        environment.clock(),
        new Planner.FaultListener() {
          @Override
          public void onFault(Throwable fault, long count) {
            // A pause of the machine makes a plan late now and then.
          }

          @Override
          public void onSwitchedOff() {
            throw new AssertionError(name + ": switched off");
          }
        });
  }
}
