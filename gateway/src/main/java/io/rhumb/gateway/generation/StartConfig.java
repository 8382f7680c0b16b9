package io.rhumb.gateway.generation;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ReferenceEnvironment;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.reload.ConfigReader;
import io.rhumb.gateway.reload.ConfigSource;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway starts with.
 *
 * @param config checked, with the strategies that it names
 * @param reader where it came from, to be looked at again; empty: from the environment, which does not change
 */
public record StartConfig(GatewayConfig config, Optional<ConfigReader> reader) {

  /**
   * Reads a configuration. Not to be called on an event loop.
   *
   * @param location a file, folder or URL; null: the environment of the reference service is the configuration
   * @param overrides what the command line says goes before what is read
   * @throws io.rhumb.gateway.config.InvalidConfigException with every problem
   */
  public static StartConfig read(
      Vertx vertx, @Nullable String location, UnaryOperator<GatewayConfig> overrides) {
    Optional<ConfigReader> reader = Optional.ofNullable(location)
        .map(place ->
            new ConfigReader(vertx, ConfigSource.of(vertx, place), System.getenv(), overrides));
    StrategyCheck strategies = new StrategyCheck(false);
    GatewayConfig config = reader
        .map(from -> ProcessLife.await(from.require(strategies)))
        .orElseGet(() -> ofEnvironment(overrides, strategies));
    return new StartConfig(config, reader);
  }

  private static GatewayConfig ofEnvironment(
      UnaryOperator<GatewayConfig> overrides, StrategyCheck strategies) {
    GatewayConfig config = overrides.apply(ReferenceEnvironment.read(System.getenv()));
    strategies.require("environment", config);
    return config;
  }
}
