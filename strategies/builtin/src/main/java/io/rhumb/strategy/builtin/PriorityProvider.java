package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;

/** Provides {@code priority}. Its option {@code order} lists targets by name, the preferred first; there is no default. */
public final class PriorityProvider implements RoutingStrategyProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public PriorityProvider() {}

  @Override
  public String name() {
    return "priority";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return new Priority(config.texts("order"));
  }
}
