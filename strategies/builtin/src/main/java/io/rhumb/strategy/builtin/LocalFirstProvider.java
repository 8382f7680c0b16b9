package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;

/** Provides {@code local-first}, which has no options. */
public final class LocalFirstProvider implements RoutingStrategyProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public LocalFirstProvider() {}

  @Override
  public String name() {
    return "local-first";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    return new LocalFirst(context);
  }
}
