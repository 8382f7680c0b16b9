package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;

final class LocalFirstContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("local-first");
  }

  @Override
  protected boolean adaptive() {
    return false;
  }
}
