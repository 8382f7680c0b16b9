package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * The ingress port.
 *
 * @param host the address to listen on
 * @param port from 0 to 65535; 0 takes a free one
 * @param eventLoops instances of the predict verticle; at least 1
 * @param maxRequestBytes largest request body; more is answered 413
 * @param maxResponseBytes largest answer of a target that is held back until it is whole; more is a failed attempt
 * @param idleTimeout a connection without traffic for so long is closed; longer than any model may stay silent
 * @param shutdownGrace after SIGTERM, how long requests in flight may take to finish
 * @param limits what the gateway may hold at once
 */
public record ServerConfig(
    String host,
    int port,
    int eventLoops,
    long maxRequestBytes,
    long maxResponseBytes,
    Duration idleTimeout,
    Duration shutdownGrace,
    LimitsConfig limits) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public ServerConfig {
    Values.checkText("host", host);
    Values.checkRange("port", port, 0, 65_535);
    Values.checkRange("eventLoops", eventLoops, 1, Integer.MAX_VALUE);
    Values.checkRange("maxRequestBytes", maxRequestBytes, 1, Long.MAX_VALUE);
    Values.checkRange("maxResponseBytes", maxResponseBytes, 1, Long.MAX_VALUE);
    Values.checkPositive("idleTimeout", idleTimeout);
    Values.check(!shutdownGrace.isNegative(), "shutdownGrace", shutdownGrace, "not negative");
    long largest = Math.max(maxRequestBytes, maxResponseBytes);
    Values.checkRange("maxBufferedBytes", limits.maxBufferedBytes(), largest, Long.MAX_VALUE);
  }

  /**
   * The same with another port.
   *
   * @param other from 0 to 65535
   * @return a copy
   */
  public ServerConfig withPort(int other) {
    return new ServerConfig(
        host,
        other,
        eventLoops,
        maxRequestBytes,
        maxResponseBytes,
        idleTimeout,
        shutdownGrace,
        limits);
  }
}
