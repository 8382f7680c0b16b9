package io.rhumb.bench;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategySpec;
import java.util.SplittableRandom;

/** Strategies as the gateway gets them: through the service loader. */
final class BenchStrategies {

  private BenchStrategies() {}

  /** A strategy without options. */
  static RoutingStrategy of(String name) {
    StrategyEnvironment environment =
        new StrategyEnvironment(BenchTargets.clock(), new SplittableRandom(1), "us-east4");
    return StrategyCatalog.ofLoader(BenchStrategies.class.getClassLoader())
        .create("strategy", StrategySpec.of(name), environment);
  }
}
