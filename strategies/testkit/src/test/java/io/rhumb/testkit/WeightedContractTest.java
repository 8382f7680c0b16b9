package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.List;
import java.util.Map;

final class WeightedContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("weighted");
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(
        Map.of("weights", Map.of("t0", 5, "t1", 3, "t9", 1)),
        Map.of("weights", Map.of("elsewhere", 1)));
  }

  @Override
  protected boolean adaptive() {
    return false;
  }
}
