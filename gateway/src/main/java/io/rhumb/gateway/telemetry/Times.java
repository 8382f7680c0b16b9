package io.rhumb.gateway.telemetry;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Points in time as Prometheus has them. */
final class Times {

  private static final double MILLIS = 1e3;

  private Times() {}

  /** Seconds since the epoch; NaN for null. */
  static double seconds(@Nullable Instant at) {
    return at == null ? Double.NaN : at.toEpochMilli() / MILLIS;
  }
}
