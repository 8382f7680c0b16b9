package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.config.ServerConfig;
import org.jspecify.annotations.Nullable;

/** Ports that the command line asks for, instead of the configured ones. */
final class Ports {

  private Ports() {}

  static GatewayConfig override(
      GatewayConfig config, @Nullable Integer port, @Nullable Integer managementPort) {
    ServerConfig server = config.server();
    ManagementConfig management = config.management();
    return new GatewayConfig(
        config.localRegion(),
        config.metadataHost(),
        port == null
            ? server
            : new ServerConfig(
                server.host(),
                port,
                server.eventLoops(),
                server.maxRequestBytes(),
                server.maxResponseBytes(),
                server.idleTimeout(),
                server.shutdownGrace()),
        managementPort == null
            ? management
            : new ManagementConfig(management.host(), managementPort),
        config.upstream(),
        config.models(),
        config.defaultModel());
  }
}
