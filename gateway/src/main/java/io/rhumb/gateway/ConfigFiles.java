package io.rhumb.gateway;

import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ReferenceEnvironment;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a command's configuration comes from. */
final class ConfigFiles {

  private ConfigFiles() {}

  /**
   * Reads a configuration. Not to be called on an event loop.
   *
   * @param file null: the environment of the reference service is the configuration
   * @throws io.rhumb.gateway.config.InvalidConfigException with every problem
   */
  static GatewayConfig read(Vertx vertx, @Nullable Path file) {
    GatewayConfig config = file == null
        ? ReferenceEnvironment.read(System.getenv())
        : ProcessLife.await(ConfigFile.read(vertx, file, System.getenv()));
    new StrategyCheck(false).require(file == null ? "environment" : file.toString(), config);
    return config;
  }
}
