package io.rhumb.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The settings that a gateway has from its start to its end. Most others would need other ports, threads or connections of clients. */
public final class FixedSettings {

  private record Setting(String path, Function<GatewayConfig, Object> value) {}

  private static final List<Setting> ALL = List.of(
      new Setting(Keys.LOCAL_REGION.name(), config -> config.localRegion().orElse("auto")),
      new Setting(Keys.METADATA_HOST.name(), GatewayConfig::metadataHost),
      server(Keys.SERVER_HOST, ServerConfig::host),
      server(Keys.SERVER_PORT, ServerConfig::port),
      server(Keys.EVENT_LOOPS, ServerConfig::eventLoops),
      server(Keys.MAX_REQUEST, ServerConfig::maxRequestBytes),
      server(Keys.MAX_RESPONSE, ServerConfig::maxResponseBytes),
      server(Keys.IDLE_TIMEOUT, ServerConfig::idleTimeout),
      server(Keys.SHUTDOWN_GRACE, ServerConfig::shutdownGrace),
      new Setting(
          Keys.MANAGEMENT.name() + "." + Keys.MANAGEMENT_HOST.name(),
          config -> config.management().host()),
      new Setting(
          Keys.MANAGEMENT.name() + "." + Keys.MANAGEMENT_PORT.name(),
          config -> config.management().port()),
      new Setting(
          Keys.MANAGEMENT.name() + "." + Keys.MANAGEMENT_PUBLIC.name(),
          config -> config.management().onPublicPort()),
      new Setting(
          Keys.MANAGEMENT.name() + "." + Keys.MANAGEMENT_HOSTS.name(),
          config -> config.management().hosts()),
      new Setting(
          Keys.PLUGINS.name() + "." + Keys.PLUGIN_FOLDER.name(),
          config -> config.plugins().folder()),
      new Setting(
          Keys.PLUGINS.name() + "." + Keys.PLUGIN_SCAN.name(),
          config -> config.plugins().scan()),
      new Setting(
          Keys.LOGS.name() + "." + Keys.LOGS_FORMAT.name(),
          config -> config.logs().format().word()),
      new Setting(
          Keys.TRACES.name(), config -> config.traces().map(TracesConfig::text).orElse("none")));

  private FixedSettings() {}

  /**
   * Finds what another configuration would change and cannot.
   *
   * @return every problem, as {@code path: value (expected: …)}; empty if there is none
   */
  public static List<String> problems(GatewayConfig inForce, GatewayConfig next) {
    List<String> problems = new ArrayList<>();
    for (Setting setting : ALL) {
      Object now = setting.value().apply(inForce);
      Object wanted = setting.value().apply(next);
      if (!wanted.equals(now)) {
        problems.add(
            setting.path() + ": " + wanted + " (expected: " + now + ", until the next start)");
      }
    }
    return problems;
  }

  private static Setting server(Key key, Function<ServerConfig, Object> value) {
    return new Setting(
        Keys.SERVER.name() + "." + key.name(), config -> value.apply(config.server()));
  }
}
