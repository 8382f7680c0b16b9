package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.List;
import java.util.Map;

final class HedgedLocalFirstContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("hedged");
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(Map.of("of", "local-first", "budget", "5%", "delay", "50ms"));
  }

  @Override
  protected boolean adaptive() {
    return false;
  }
}
