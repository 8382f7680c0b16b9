package io.rhumb.gateway.faults;

/** How many attempts a sick target may get, by what the gateway promises of its breakers. */
final class Breakers {

  /** As many failures in a row open a breaker: see {@link io.rhumb.engine.FailureDetector}. */
  static final int FAILURES_TO_OPEN = 4;

  /** A breaker stays open for 5 s, a fifth more or less, before it lets the first probe through; never shorter after that. */
  private static final long LEAST_RESET_NANOS = 4_000_000_000L;

  private Breakers() {}

  /** Failures until it opens, and the probes since. */
  static long mostAttempts(long elapsedNanos) {
    return FAILURES_TO_OPEN + elapsedNanos / LEAST_RESET_NANOS;
  }
}
