package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import org.jspecify.annotations.Nullable;

/** Ports that the command line asks for, instead of the configured ones. */
final class Ports {

  private Ports() {}

  static GatewayConfig override(
      GatewayConfig config, @Nullable Integer port, @Nullable Integer managementPort) {
    GatewayConfig served =
        port == null ? config : config.withServer(config.server().withPort(port));
    return managementPort == null
        ? served
        : served.withManagement(served.management().withPort(managementPort));
  }
}
