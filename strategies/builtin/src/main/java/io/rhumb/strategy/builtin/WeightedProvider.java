package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import java.util.Map;

/**
 * Provides {@code weighted}. Its option {@code weights} gives targets their weights by name, from 0 to a million, in any scale;
 * at least one is above 0. A target without a weight is for failover only.
 */
public final class WeightedProvider implements RoutingStrategyProvider {

  private static final double MOST = 1e6;

  /** Called by {@link java.util.ServiceLoader}. */
  public WeightedProvider() {}

  @Override
  public String name() {
    return "weighted";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    Map<String, Double> weights = config.numbers("weights", 0, MOST);
    if (weights.values().stream().allMatch(weight -> weight == 0)) {
      throw config.invalid("weights", weights, "at least one above 0");
    }
    return new Weighted(weights, context.random());
  }
}
