package io.rhumb.engine;

/**
 * Why a request got no answer from any target.
 *
 * @param reason what to tell the client
 * @param retryAfterNanos when trying again may help, as far as is known; positive
 */
public record DispatchFailure(Reason reason, long retryAfterNanos) {

  /** What to tell the client. */
  public enum Reason {
    /** The time was up. */
    DEADLINE_EXCEEDED,
    /** At least one target would answer if it had quota. */
    THROTTLED,
    /** Every target failed or is refused by its breaker. */
    UNAVAILABLE,
    /** A target answered with more than the gateway may hold. */
    TOO_LARGE
  }
}
