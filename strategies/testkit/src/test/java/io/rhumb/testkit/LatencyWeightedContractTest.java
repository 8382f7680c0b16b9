package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.List;
import java.util.Map;

final class LatencyWeightedContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("latency-weighted");
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(Map.of(), Map.of("explore", "5%", "margin", 0));
  }
}
