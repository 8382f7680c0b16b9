package io.rhumb.testkit;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * The strategy that is tested, with one set of options.
 *
 * @param catalog itself and whatever it may decorate
 */
record Subject(
    RoutingStrategyProvider provider, Map<String, Object> options, StrategyCatalog catalog) {

  private static final long SEED = 20;

  static Subject of(RoutingStrategyProvider provider, Map<String, Object> options) {
    return of(provider, options, provider.getClass());
  }

  /**
   * A subject that stands in for the provider of a class, which is therefore left out.
   *
   * @param original its loader finds what the subject may decorate
   */
  static Subject of(
      RoutingStrategyProvider provider, Map<String, Object> options, Class<?> original) {
    List<RoutingStrategyProvider> providers = new ArrayList<>(List.of(provider));
    ServiceLoader.load(RoutingStrategyProvider.class, original.getClassLoader()).stream()
        .filter(found -> found.type() != original)
        .forEach(found -> providers.add(found.get()));
    return new Subject(
        provider, options, StrategyCatalog.of(providers.toArray(RoutingStrategyProvider[]::new)));
  }

  StrategySpec spec() {
    return new StrategySpec(provider.name(), options);
  }

  /** A new strategy for a test that moves no clock. */
  RoutingStrategy create() {
    return TestEnvironment.seeded(SEED).create(this);
  }

  @Override
  public String toString() {
    return options.isEmpty() ? provider.name() : provider.name() + ": " + options;
  }
}
