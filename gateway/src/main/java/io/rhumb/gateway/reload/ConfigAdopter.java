package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.GatewayConfig;

/** Puts configurations into force. Blocks; one caller at a time. */
public interface ConfigAdopter {

  /** What is in force now. Thread-safe, does not block. */
  GatewayConfig inForce();

  /** What it depends on besides: once that is not equal to what it was, it may take what it refused. Thread-safe, does not block. */
  Object basis();

  /**
   * Puts another one into force: all of it or nothing.
   *
   * @throws RefusedConfigException if it cannot be; then nothing has changed
   */
  void adopt(GatewayConfig next);
}
