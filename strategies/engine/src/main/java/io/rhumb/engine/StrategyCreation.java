package io.rhumb.engine;

import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One call of {@link StrategyCatalog#create}: keeps account of what was created on the way. One thread. */
final class StrategyCreation {

  /** Null once this is done: a strategy may keep its context, and must not keep the strategies of others with it. */
  private @Nullable StrategyCatalog catalog;

  private final StrategyEnvironment environment;
  /** The innermost last: what decorates is closed before what it decorates. */
  private final Deque<RoutingStrategy> created = new ArrayDeque<>();

  private final Set<String> names = new TreeSet<>();

  StrategyCreation(StrategyCatalog catalog, StrategyEnvironment environment) {
    this.catalog = catalog;
    this.environment = environment;
  }

  CreatedStrategy create(String path, StrategySpec spec) {
    try {
      RoutingStrategy outermost = nested(path, spec);
      catalog = null;
      return new CreatedStrategy(outermost, created, names);
    } catch (InvalidStrategyConfigException invalid) {
      CreatedStrategy.closeAll(created).ifPresent(invalid::addSuppressed);
      throw invalid;
    }
  }

  private RoutingStrategy nested(String path, StrategySpec spec) {
    if (catalog == null) {
      throw new IllegalStateException(
          path + ": creates " + spec.name() + " too late (expected: while it is created itself)");
    }
    RoutingStrategyProvider provider = catalog.provider(path, spec.name());
    String inside = path + "." + spec.name();
    StrategyConfig config = StrategyConfig.of(inside, spec.options());
    RoutingStrategy strategy = create(inside, provider, config);
    created.addFirst(strategy);
    names.add(spec.name());
    config.rejectUnread();
    return strategy;
  }

  /** Whatever a stranger's code throws, the operator gets one line that says where. */
  private RoutingStrategy create(
      String path, RoutingStrategyProvider provider, StrategyConfig config) {
    try {
      RoutingStrategy strategy =
          Strangers.call(provider, () -> provider.create(config, new Context(path)));
      if (strategy != null) {
        return strategy;
      }
    } catch (InvalidStrategyConfigException invalid) {
      throw invalid;
    } catch (Throwable fault) {
      Strangers.requireSurvivable(fault);
      InvalidStrategyConfigException invalid = InvalidStrategyConfigException.of(
          path, Strangers.line(fault), "a strategy of " + nameOf(provider));
      invalid.initCause(fault);
      throw invalid;
    }
    throw InvalidStrategyConfigException.of(path, "null", "a strategy of " + nameOf(provider));
  }

  private static String nameOf(RoutingStrategyProvider provider) {
    return provider.getClass().getName();
  }

  private final class Context implements StrategyContext {

    private final String path;

    Context(String path) {
      this.path = path;
    }

    @Override
    public LongSupplier clock() {
      return environment.clock();
    }

    @Override
    public RandomGenerator random() {
      return environment.random();
    }

    @Override
    public String localRegion() {
      return environment.localRegion();
    }

    @Override
    public RoutingStrategy create(StrategySpec spec) {
      return nested(path, spec);
    }
  }
}
