package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * How targets are reached.
 *
 * @param connectTimeout bound on the TCP connect, and again on the TLS handshake
 * @param connections most connections per target and event loop
 * @param keepAlive an idle connection is closed after so long; well below what the network drops (10 min on Cloud Run)
 * @param http2 whether targets are asked, in the TLS handshake, to speak HTTP/2; one that does not is called over HTTP/1.1
 */
public record UpstreamConfig(
    Duration connectTimeout, int connections, Duration keepAlive, boolean http2) {

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

  /** Over HTTP/1.1. */
  public UpstreamConfig(Duration connectTimeout, int connections, Duration keepAlive) {
    this(connectTimeout, connections, keepAlive, false);
  }
}
