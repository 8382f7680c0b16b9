package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.List;
import java.util.Map;

final class PriorityContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("priority");
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(Map.of("order", List.of("t2", "t0")), Map.of("order", List.of("elsewhere")));
  }

  @Override
  protected boolean adaptive() {
    return false;
  }
}
