package io.rhumb.gateway.upstream;

import io.rhumb.gateway.config.UpstreamConfig;
import java.util.concurrent.TimeUnit;

/**
 * For how long a call waits for what the gateway itself is short of, before a target is asked: a credential, or one of the connections that there
 * may be. That belongs to reaching a target, and takes no longer than a connect, and it ends a little before the attempt does: one that ran out of
 * its time over it would be held against a target that nobody asked.
 */
final class ReachBound {

  /** So long before its attempt a wait ends, or in its midst. A guess. */
  private static final long BEFORE_END_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private ReachBound() {}

  /**
   * The bound in milliseconds, one at least.
   *
   * @param leftNanos until the end of the attempt
   */
  static long millis(UpstreamConfig bounds, long leftNanos) {
    long connectNanos = bounds.connectTimeout().toNanos();
    long nanos = Math.min(connectNanos, leftNanos - Math.min(leftNanos / 2, BEFORE_END_NANOS));
    return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
  }
}
