package io.rhumb.engine;

import java.util.random.RandomGenerator;

/**
 * How long a breaker stays open before it admits a probe. After a probe that failed it is a twentieth of the time for which the
 * breaker has been open: at least the first delay, at most twelve times that, and at most twice the delay before. So a target's
 * recovery is noticed late by a small part of its illness only, and one that is ill for long is hardly asked; with the gateway's five
 * seconds the delay begins to grow after 100 s and reaches its longest, a minute, after twenty.
 *
 * <p>Doubling each time, as back-offs mostly do, would reach a minute after the fourth probe: a target that was ill for two minutes
 * would have none of its requests for up to another one. The minute is the longest of linkerd's failure accrual; the five seconds and
 * the twentieth are guesses. A fifth more or less, drawn each time as in gRPC's connection back-off, keeps gateways from probing
 * together. Thread-safe if the random generator is.
 *
 * @see <a href="https://linkerd.io/2/reference/circuit-breaking/">linkerd's circuit breaking</a>
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/connection-backoff.md">gRPC's connection back-off</a>
 */
final class ResetDelay {

  /** The longest, in firsts. */
  private static final int LONGEST = 12;
  /** Of the time for which the breaker has been open. */
  private static final int PARTS = 20;

  private static final double JITTER = 0.2;

  private final long firstNanos;
  private final RandomGenerator random;

  ResetDelay(long firstNanos, RandomGenerator random) {
    if (firstNanos < 1) {
      throw new IllegalArgumentException(
          "firstNanos: " + firstNanos + " (expected: a positive number)");
    }
    this.firstNanos = firstNanos;
    this.random = random;
  }

  /** The first, without jitter. */
  long firstNanos() {
    return firstNanos;
  }

  /**
   * The next after a probe that failed, without jitter.
   *
   * @param lastNanos the one before, without jitter
   * @param openNanos for how long the breaker has been open
   */
  long next(long lastNanos, long openNanos) {
    long most = Math.min(LONGEST * firstNanos, 2 * lastNanos);
    return Math.max(firstNanos, Math.min(most, openNanos / PARTS));
  }

  long jittered(long nanos) {
    return Math.max(1, Math.round(nanos * (1 + JITTER * (2 * random.nextDouble() - 1))));
  }
}
