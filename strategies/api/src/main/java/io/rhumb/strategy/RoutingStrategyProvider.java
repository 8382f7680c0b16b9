package io.rhumb.strategy;

/**
 * Creates strategies of one kind. An implementation is public, has a public constructor without parameters, and is named
 * in {@code META-INF/services/io.rhumb.strategy.RoutingStrategyProvider} of its jar.
 */
public interface RoutingStrategyProvider {

  /**
   * The name by which the configuration asks for this strategy, such as {@code latency-weighted}: lower-case words joined
   * by hyphens. It is the same at every call, and no two providers of one gateway share it.
   *
   * @return the name
   */
  String name();

  /**
   * Creates a strategy for one model. Reads its options from {@code config}; after this method returns, the gateway
   * refuses every option that was not read.
   *
   * @param config the options written beside the strategy's name
   * @param context what the strategy may not make itself: clock, chance, nested strategies
   * @return a new strategy
   * @throws InvalidStrategyConfigException if an option has an impossible value
   */
  RoutingStrategy create(StrategyConfig config, StrategyContext context);
}
