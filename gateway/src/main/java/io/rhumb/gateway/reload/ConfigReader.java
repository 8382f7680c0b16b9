package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.ConfigCheck;
import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Fetches a configuration and reads it. Thread-safe; does not block. */
public final class ConfigReader {

  private final Vertx vertx;
  private final ConfigSource source;
  private final Map<String, String> environment;
  private final UnaryOperator<GatewayConfig> overrides;

  /**
   * A reader.
   *
   * @param environment the environment variables
   * @param overrides what the command line says goes before what is read
   */
  public ConfigReader(
      Vertx vertx,
      ConfigSource source,
      Map<String, String> environment,
      UnaryOperator<GatewayConfig> overrides) {
    this.vertx = vertx;
    this.source = source;
    this.environment = environment;
    this.overrides = overrides;
  }

  /** The file, folder or address, for messages. */
  public String name() {
    return source.name();
  }

  /** What there is now. Never fails for what is in the configuration, or that there is none. */
  public Future<ConfigReading> read() {
    return source
        .fetch()
        .compose(content -> vertx.executeBlocking(() -> reading(content), false))
        .recover(failure -> failure instanceof InvalidConfigException invalid
            ? Future.succeededFuture(ConfigReading.invalid(Optional.empty(), invalid.located()))
            : Future.failedFuture(failure));
  }

  /**
   * The configuration that there is now.
   *
   * @param further finds what the reader cannot know of; may block
   * @return fails with an {@link InvalidConfigException} if it cannot be
   */
  public Future<GatewayConfig> require(ConfigCheck further) {
    return source
        .fetch()
        .compose(content -> vertx.executeBlocking(
            () -> ConfigFile.parse(content, environment, overrides, further), false));
  }

  private ConfigReading reading(ConfigContent content) {
    String digest = content.digest();
    try {
      return ConfigReading.valid(digest, config(content));
    } catch (InvalidConfigException invalid) {
      return ConfigReading.invalid(Optional.of(digest), List.copyOf(invalid.located()));
    }
  }

  private GatewayConfig config(ConfigContent content) {
    return overrides.apply(ConfigFile.parse(content, environment));
  }
}
