package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * How targets are reached.
 *
 * @param connectTimeout bound on the TCP connect, and again on the TLS handshake
 * @param connections most connections per target and event loop
 * @param keepAlive an idle connection is closed after so long; well below what the network drops (10 min on Cloud Run)
 */
public record UpstreamConfig(Duration connectTimeout, int connections, Duration keepAlive) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is not positive
   */
  public UpstreamConfig {
    Values.checkPositive("connectTimeout", connectTimeout);
    Values.checkRange("connections", connections, 1, Integer.MAX_VALUE);
    Values.checkPositive("keepAlive", keepAlive);
  }
}
