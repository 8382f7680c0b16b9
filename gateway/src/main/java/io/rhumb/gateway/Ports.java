package io.rhumb.gateway;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.process.StartupException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Ports that the command line asks for, instead of the configured ones. */
final class Ports {

  private Ports() {}

  /**
   * A configuration with other ports.
   *
   * @param port of the predict API; null: as configured
   * @param managementPort the operator's; null: as configured
   * @throws StartupException if there is no such port
   */
  static GatewayConfig override(
      GatewayConfig config, @Nullable Integer port, @Nullable Integer managementPort) {
    GatewayConfig served = port == null
        ? config
        : checked("--port", port, () -> config.withServer(config.server().withPort(port)));
    return managementPort == null
        ? served
        : checked(
            "--management-port",
            managementPort,
            () -> served.withManagement(served.management().withPort(managementPort)));
  }

  private static GatewayConfig checked(String option, int port, Supplier<GatewayConfig> change) {
    try {
      return change.get();
    } catch (IllegalArgumentException refused) {
      throw new StartupException(option + ": " + port + " (expected: from 0 to 65535)", refused);
    }
  }
}
