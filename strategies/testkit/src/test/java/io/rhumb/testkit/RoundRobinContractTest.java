package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;

final class RoundRobinContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("round-robin");
  }

  @Override
  protected boolean adaptive() {
    return false;
  }
}
