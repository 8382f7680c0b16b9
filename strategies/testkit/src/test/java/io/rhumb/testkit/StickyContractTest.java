package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.List;
import java.util.Map;

final class StickyContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return BuiltinProviders.named("sticky");
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(
        Map.of("header", "x-user"), Map.of("header", "x-user", "otherwise", "round-robin"));
  }

  @Override
  protected boolean adaptive() {
    return false;
  }
}
