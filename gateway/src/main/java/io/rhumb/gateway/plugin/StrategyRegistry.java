package io.rhumb.gateway.plugin;

import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategySpec;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The strategies that there are, by name. Thread-safe. */
public final class StrategyRegistry {

  private final Map<String, RoutingStrategyProvider> providers = new TreeMap<>();
  private final LongSupplier clock;
  private final RandomGenerator random;

  private StrategyRegistry(
      Iterable<RoutingStrategyProvider> found, LongSupplier clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    for (RoutingStrategyProvider provider : found) {
      RoutingStrategyProvider other = providers.put(provider.name(), provider);
      if (other != null) {
        throw new IllegalStateException(
            "strategy " + provider.name() + ": provided by " + other.getClass().getName() + " and "
                + provider.getClass().getName() + " (expected: one provider)");
      }
    }
  }

  /**
   * The strategies on the gateway's own class path.
   *
   * @param clock monotonic, in nanoseconds
   * @param random used from every thread
   */
  public static StrategyRegistry ofClassPath(LongSupplier clock, RandomGenerator random) {
    return new StrategyRegistry(ServiceLoader.load(RoutingStrategyProvider.class), clock, random);
  }

  /**
   * Creates a strategy.
   *
   * @param path where the configuration asks for it, for messages
   * @param spec what it asks for
   * @param localRegion the region of this gateway
   * @throws InvalidStrategyConfigException if there is no such strategy, or it refuses its options
   */
  public RoutingStrategy create(String path, StrategySpec spec, String localRegion) {
    RoutingStrategyProvider provider = providers.get(spec.name());
    if (provider == null) {
      throw InvalidStrategyConfigException.of(
          path, spec.name(), "one of " + String.join(", ", providers.keySet()));
    }
    String inside = path + "." + spec.name();
    StrategyConfig config = StrategyConfig.of(inside, spec.options());
    RoutingStrategy strategy =
        provider.create(config, new RegistryContext(this, inside, localRegion, clock, random));
    if (strategy == null) {
      throw InvalidStrategyConfigException.of(
          inside, "null", "a strategy of " + provider.getClass().getName());
    }
    config.rejectUnread();
    return strategy;
  }
}
