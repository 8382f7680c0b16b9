package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import java.time.Duration;

/**
 * Provides {@code latency-weighted}. Options: {@code explore}, the share of requests that look for targets that have recovered,
 * {@code 1%} if not given; {@code margin}, how much better a target must be before it takes over, {@code 5%} if not given (a
 * guess); {@code prior}, the latency that a target is taken for until it has answered, by default the best that is known.
 */
public final class LatencyWeightedProvider implements RoutingStrategyProvider {

  private static final double EXPLORE = 0.01;
  private static final double MARGIN = 0.05;

  /** Called by {@link java.util.ServiceLoader}. */
  public LatencyWeightedProvider() {}

  @Override
  public String name() {
    return "latency-weighted";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    double explore = config.fraction("explore", EXPLORE);
    double margin = config.fraction("margin", MARGIN);
    if (margin > 0.5) {
      throw config.invalid("margin", margin, "a fraction from 0 to 0.5");
    }
    Duration prior = config.duration("prior", Duration.ZERO);
    return new LatencyWeighted(
        new LatencyWeighted.Settings(explore, margin, prior.toNanos()), context);
  }
}
