package io.rhumb.gateway.plugin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Lets a strategy create the ones that it decorates from the registry that created it. */
record RegistryContext(
    StrategyRegistry registry,
    String path,
    String localRegion,
    LongSupplier clock,
    RandomGenerator random)
    implements StrategyContext {

  @Override
  public RoutingStrategy create(StrategySpec spec) {
    return registry.create(path, spec, localRegion);
  }
}
