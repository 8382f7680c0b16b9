package io.rhumb.engine;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;

/**
 * Provides {@code shadow}: a strategy tried beside the one that routes. Options: {@code run}, the strategy that routes; {@code
 * beside}, the one that is only asked. Both must be given.
 *
 * <p>It stands here and not among the built-in ones because whoever runs the engine decides where differences are told.
 */
public final class ShadowProvider implements RoutingStrategyProvider {

  private final ShadowListener listener;

  /** Shadows that tell {@code listener} of what they find. */
  public ShadowProvider(ShadowListener listener) {
    this.listener = listener;
  }

  @Override
  public String name() {
    return "shadow";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    StrategySpec run = config.strategy("run");
    StrategySpec beside = config.strategy("beside");
    return new Shadow(
        context.create(run),
        new Planner(context.create(beside), context.clock(), listener),
        PlanClock.of(context.clock())::passingNanos,
        listener);
  }
}
