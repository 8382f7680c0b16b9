package io.rhumb.simulator;

import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** The strategies that can be simulated, by name. Immutable. */
public final class Strategies {

  private final Map<String, RoutingStrategyProvider> providers = new TreeMap<>();

  private Strategies(Iterable<RoutingStrategyProvider> found) {
    for (RoutingStrategyProvider provider : found) {
      if (providers.put(provider.name(), provider) != null) {
        throw new IllegalArgumentException(
            "strategy " + provider.name() + ": provided twice (expected: one provider)");
      }
    }
  }

  /**
   * These strategies.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static Strategies of(RoutingStrategyProvider... providers) {
    return new Strategies(List.of(providers));
  }

  /** The strategies that a class loader sees: those of the class path, or of a plug-in jar. */
  public static Strategies ofLoader(ClassLoader loader) {
    return new Strategies(ServiceLoader.load(RoutingStrategyProvider.class, loader));
  }

  /**
   * Creates a strategy.
   *
   * @throws InvalidStrategyConfigException if there is none of that name, or it refuses its options
   */
  RoutingStrategy create(
      String path, StrategySpec spec, LongSupplier clock, RandomGenerator random, String local) {
    RoutingStrategyProvider provider = providers.get(spec.name());
    if (provider == null) {
      throw InvalidStrategyConfigException.of(
          path, spec.name(), "one of " + String.join(", ", providers.keySet()));
    }
    String inside = path + "." + spec.name();
    StrategyConfig config = StrategyConfig.of(inside, spec.options());
    RoutingStrategy strategy = provider.create(config, new Context(inside, clock, random, local));
    config.rejectUnread();
    return strategy;
  }

  private final class Context implements StrategyContext {

    private final String path;
    private final LongSupplier clock;
    private final RandomGenerator random;
    private final String localRegion;

    Context(String path, LongSupplier clock, RandomGenerator random, String localRegion) {
      this.path = path;
      this.clock = clock;
      this.random = random;
      this.localRegion = localRegion;
    }

    @Override
    public LongSupplier clock() {
      return clock;
    }

    @Override
    public RandomGenerator random() {
      return random;
    }

    @Override
    public String localRegion() {
      return localRegion;
    }

    @Override
    public RoutingStrategy create(StrategySpec spec) {
      return Strategies.this.create(path, spec, clock, random, localRegion);
    }
  }
}
