package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;

/**
 * Provides {@code sticky}. Options: one of {@code header}, whose value is the key, and {@code body}, the number of bytes from the beginning of
 * the body that are the key, 65536 at the most; {@code bound}, how far above the
 * mean a target's attempts in flight may go before it is passed over, from 1 to 100, 1.25 if not given (a
 * guess, within what is usual for bounded loads); {@code otherwise}, the strategy for requests without the key, {@code local-first}
 * if not given.
 */
public final class StickyProvider implements RoutingStrategyProvider {

  private static final double BOUND = 1.25;
  private static final double LOOSEST = 100;
  private static final int MOST_BYTES = 65_536;

  /** Called by {@link java.util.ServiceLoader}. */
  public StickyProvider() {}

  @Override
  public String name() {
    return "sticky";
  }

  @Override
  public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
    StickyKey key = key(config);
    double bound = config.number("bound", BOUND, 1, LOOSEST);
    StrategySpec otherwise = config.strategy("otherwise", StrategySpec.of("local-first"));
    return new Sticky(key, bound, context.create(otherwise));
  }

  private static StickyKey key(StrategyConfig config) {
    String header = config.text("header", "");
    int body = config.integer("body", 0, 0, MOST_BYTES);
    if (header.isBlank() == (body == 0)) {
      throw config.invalid(
          "header",
          header.isBlank() ? "nothing" : header,
          "either a header or body, a number of bytes");
    }
    return body == 0 ? StickyKey.header(header) : StickyKey.body(body);
  }
}
