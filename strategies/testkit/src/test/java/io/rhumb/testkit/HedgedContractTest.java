package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.List;
import java.util.Map;

final class HedgedContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("hedged");
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(Map.of(), Map.of("budget", 1, "percentile", 50));
  }
}
