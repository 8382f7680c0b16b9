package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;

/**
 * Provides {@code hedged}. Options: {@code of}, the strategy whose plans are hedged, {@code latency-weighted} if not given;
 * {@code budget}, the share of requests that may be hedged, {@code 2%} if not given; {@code percentile}, the latency after which
 * a request is hedged, from 50 to 99.9, by default such that as many requests are slower as the budget allows, more or fewer as it is
 * saved up; {@code delay}, the same
 * as a duration, as long as too few samples are known, by default no hedge then.
 */
public final class HedgedProvider implements RoutingStrategyProvider {

  private static final double BUDGET = 0.02;
  private static final double LEAST_PERCENTILE = 50;
  private static final double MOST_PERCENTILE = 99.9;

  /** Called by {@link java.util.ServiceLoader}. */
  public HedgedProvider() {}

  @Override
  public String name() {
    return "hedged";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    StrategySpec of = config.strategy("of", StrategySpec.of("latency-weighted"));
    double budget = config.fraction("budget", BUDGET);
    double percentile =
        config.number("percentile", percentileOf(budget), LEAST_PERCENTILE, MOST_PERCENTILE);
    Duration otherwise = config.duration("delay", Duration.ZERO);
    return new Hedged(
        context.create(of),
        new HedgeDelay(percentile / 100, percentileGiven(config), otherwise.toNanos()),
        new HedgeBudget(budget, context.clock().getAsLong()),
        context.clock());
  }

  /** Whoever writes the usual number means it all the same: what is given does not depend on the default. */
  private static boolean percentileGiven(StrategyConfig config) {
    return config.number("percentile", LEAST_PERCENTILE, LEAST_PERCENTILE, MOST_PERCENTILE)
        == config.number("percentile", MOST_PERCENTILE, LEAST_PERCENTILE, MOST_PERCENTILE);
  }

  private static double percentileOf(double budget) {
    return Math.min(MOST_PERCENTILE, Math.max(LEAST_PERCENTILE, 100 * (1 - budget)));
  }
}
