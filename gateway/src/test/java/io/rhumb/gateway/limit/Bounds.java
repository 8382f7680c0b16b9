package io.rhumb.gateway.limit;

import io.rhumb.gateway.config.LimitsConfig;
import java.time.Duration;

/** Limits that differ from generous ones in what a test is about. */
public final class Bounds {

  private Bounds() {}

  /** Bounds of requests and bytes. */
  public static LimitsConfig of(int inFlight, long buffered) {
    return new LimitsConfig(
        inFlight, buffered, 100_000, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  /** A bound of connections. */
  public static LimitsConfig connections(int most) {
    return new LimitsConfig(1_000, 256 << 20, most, Duration.ofSeconds(10), Duration.ofSeconds(60));
  }

  /** Bounds of time. */
  public static LimitsConfig times(Duration head, Duration body) {
    return new LimitsConfig(1_000, 256 << 20, 100_000, head, body);
  }
}
