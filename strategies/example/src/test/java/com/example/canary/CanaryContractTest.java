package com.example.canary;

import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.testkit.StrategyContractTest;
import java.util.List;
import java.util.Map;

/** What every strategy owes the gateway. */
final class CanaryContractTest extends StrategyContractTest {

  @Override
  protected RoutingStrategyProvider provider() {
    return new CanaryProvider();
  }

  @Override
  protected List<Map<String, Object>> options() {
    return List.of(
        Map.of("to", "t1"),
        Map.of("to", "t0", "share", "50%", "by", "x-user", "of", "round-robin"),
        Map.of("to", "t2", "share", 1, "of", "hedged"),
        Map.of("to", "elsewhere"));
  }

  /** The canary goes where it is told, and the rest as the other strategy says. */
  @Override
  protected boolean adaptive() {
    return false;
  }
}
