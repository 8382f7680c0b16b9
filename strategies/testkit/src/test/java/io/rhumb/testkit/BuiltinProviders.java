package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategyProvider;
import java.util.ServiceLoader;

/** The gateway's own strategies, found as a stranger's would be. */
final class BuiltinProviders {

  private BuiltinProviders() {}

  static RoutingStrategyProvider named(String name) {
    return ServiceLoader.load(RoutingStrategyProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(provider -> provider.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
