package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;

/** Provides {@code round-robin}, which has no options. */
public final class RoundRobinProvider implements RoutingStrategyProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public RoundRobinProvider() {}

  @Override
  public String name() {
    return "round-robin";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return new RoundRobin(0);
  }
}
