package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * What one gateway may hold at once, over all its event loops, and for how long a client may make it wait.
 *
 * @param maxInFlight requests; at least 1
 * @param maxBufferedBytes bodies of requests and of answers together; at least 1
 * @param maxConnections of clients; at least 1
 * @param headTimeout until the head of a request is whole: of the first from connecting, of others from their first byte
 * @param bodyTimeout until the body of a request is whole, and again until its answer is taken
 */
public record LimitsConfig(
    int maxInFlight,
    long maxBufferedBytes,
    int maxConnections,
    Duration headTimeout,
    Duration bodyTimeout) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public LimitsConfig {
    Values.checkRange("maxInFlight", maxInFlight, 1, Integer.MAX_VALUE);
    Values.checkRange("maxBufferedBytes", maxBufferedBytes, 1, Long.MAX_VALUE);
    Values.checkRange("maxConnections", maxConnections, 1, Integer.MAX_VALUE);
    Values.checkPositive("headTimeout", headTimeout);
    Values.checkPositive("bodyTimeout", bodyTimeout);
  }
}
