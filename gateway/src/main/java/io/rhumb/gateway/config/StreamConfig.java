package io.rhumb.gateway.config;

import java.time.Duration;

/**
 * How the streams of one model are handed on.
 *
 * @param stallTimeout for how long nothing may come of a stream of which the client has a part
 * @param holdBytes how much of a stream is kept back at first: a target that breaks off until then is replaced
 */
public record StreamConfig(Duration stallTimeout, long holdBytes) {

  /** More would not be a stream any longer. A guess. */
  static final long MOST_HELD = 16 << 20;

  /** What holds where nothing is written. */
  public static final StreamConfig DEFAULT = new StreamConfig(Duration.ofSeconds(60), 0);

  /**
   * Refuses what cannot be.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public StreamConfig {
    Values.checkPositive("stallTimeout", stallTimeout);
    Values.check(
        holdBytes >= 0 && holdBytes <= MOST_HELD, "holdBytes", holdBytes, "from 0 to " + MOST_HELD);
  }
}
