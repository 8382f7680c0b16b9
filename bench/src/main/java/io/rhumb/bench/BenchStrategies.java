package io.rhumb.bench;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Strategies as the gateway gets them: through the service loader. */
final class BenchStrategies implements StrategyContext {

  private final LongSupplier clock = BenchTargets.clock();
  private final RandomGenerator random = new SplittableRandom(1);

  /** A strategy without options. */
  static RoutingStrategy of(String name) {
    return new BenchStrategies().create(StrategySpec.of(name));
  }

  @Override
  public LongSupplier clock() {
    return clock;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public String localRegion() {
    return "us-east4";
  }

  @Override
  public RoutingStrategy create(StrategySpec spec) {
    for (RoutingStrategyProvider provider : ServiceLoader.load(RoutingStrategyProvider.class)) {
      if (provider.name().equals(spec.name())) {
        return provider.create(StrategyConfig.of(spec.name(), spec.options()), this);
      }
    }
    throw new IllegalArgumentException(
        "strategy: " + spec.name() + " (expected: one on the class path)");
  }
}
