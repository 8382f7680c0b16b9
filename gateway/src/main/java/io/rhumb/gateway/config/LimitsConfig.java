package io.rhumb.gateway.config;

/**
 * What one gateway may hold at once, over all its event loops.
 *
 * @param maxInFlight requests; at least 1
 * @param maxBufferedBytes bodies of requests and of answers together; at least 1
 */
public record LimitsConfig(int maxInFlight, long maxBufferedBytes) {

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public LimitsConfig {
    Values.checkRange("maxInFlight", maxInFlight, 1, Integer.MAX_VALUE);
    Values.checkRange("maxBufferedBytes", maxBufferedBytes, 1, Long.MAX_VALUE);
  }
}
