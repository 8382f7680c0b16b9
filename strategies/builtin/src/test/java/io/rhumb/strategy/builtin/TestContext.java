package io.rhumb.strategy.builtin;

import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** What a strategy gets from the gateway: a clock that the test moves, seeded chance, and strategies found as the gateway does. */
final class TestContext implements StrategyContext {

  private final AtomicLong nowNanos = new AtomicLong(-1_000_000_000L);
  private final Random random;

  TestContext(long seed) {
    random = new Random(seed);
  }

  /** A strategy of the given options, which must all be known. */
  static RoutingStrategy strategy(String name, Map<String, Object> options) {
    return new TestContext(1).create(new StrategySpec(name, options));
  }

  void advance(Duration time) {
    nowNanos.addAndGet(time.toNanos());
  }

  @Override
  public LongSupplier clock() {
    return nowNanos::get;
  }

  @Override
  public RandomGenerator random() {
    return random;
  }

  @Override
  public String localRegion() {
    return "local";
  }

  @Override
  public RoutingStrategy create(StrategySpec spec) {
    RoutingStrategyProvider provider = ServiceLoader.load(RoutingStrategyProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(found -> found.name().equals(spec.name()))
        .findFirst()
        .orElseThrow();
    StrategyConfig config = StrategyConfig.of("strategy." + spec.name(), spec.options());
    RoutingStrategy strategy = provider.create(config, this);
    config.rejectUnread();
    return strategy;
  }
}
