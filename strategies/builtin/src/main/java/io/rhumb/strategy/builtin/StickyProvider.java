package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;

/**
 * Provides {@code sticky}. Options: {@code header}, whose value is the key, without a default; {@code bound}, how far above the
 * mean a target's attempts in flight may go before it is passed over, from 1 to 100, 1.25 if not given (a
 * guess, within what is usual for bounded loads); {@code otherwise}, the strategy for requests without the header, {@code local-first}
 * if not given.
 */
public final class StickyProvider implements RoutingStrategyProvider {

  private static final double BOUND = 1.25;
  private static final double LOOSEST = 100;

  /** Called by {@link java.util.ServiceLoader}. */
  public StickyProvider() {}

  @Override
  public String name() {
    return "sticky";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    String header = config.text("header");
    double bound = config.number("bound", BOUND, 1, LOOSEST);
    StrategySpec otherwise = config.strategy("otherwise", StrategySpec.of("local-first"));
    return new Sticky(header, bound, context.create(otherwise));
  }
}
