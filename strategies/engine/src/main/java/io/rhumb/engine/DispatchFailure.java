package io.rhumb.engine;

import io.rhumb.strategy.AttemptResult;
import java.util.List;

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
    /** The request can go over HTTP/2 only, and every target speaks HTTP/1.1. */
    WRONG_PROTOCOL,
    /** The head of the request is larger than any target takes that could be asked at all. */
    HEAD_TOO_LARGE,
    /** A target answered with more than the gateway may hold. */
    TOO_LARGE,
    /** A target answered, and the gateway had no room for it just then; or all connections to one that it may have were in use. */
    OVERLOADED
  }

  /** What it comes to that none of these attempts brought an answer, and that no more can be made. */
  static DispatchFailure of(List<Attempt> attempts, TargetSet targets, long nowNanos) {
    return of(reason(attempts, targets, nowNanos), targets, nowNanos);
  }

  static DispatchFailure of(Reason reason, TargetSet targets, long nowNanos) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < targets.size(); i++) {
      least = Math.min(least, targets.get(i).untilAdmittedNanos(nowNanos));
    }
    return new DispatchFailure(reason, Math.max(1, least));
  }

  private static Reason reason(List<Attempt> attempts, TargetSet targets, long nowNanos) {
    boolean throttled = anyThrottled(targets, nowNanos);
    boolean timedOut = !attempts.isEmpty();
    boolean unaskable = attempts.size() == targets.size();
    boolean headTooLarge = false;
    boolean inUse = false;
    for (Attempt attempt : attempts) {
      if (attempt.outcome() == Outcome.TOO_LARGE) {
        return Reason.TOO_LARGE;
      }
      if (attempt.outcome() == Outcome.NO_ROOM) {
        return Reason.OVERLOADED;
      }
      // By now its cooldown may be over.
      throttled |= attempt.result() == AttemptResult.THROTTLED;
      headTooLarge |= attempt.outcome() == Outcome.HEAD_TOO_LARGE;
      inUse |= attempt.outcome() == Outcome.CONNECTIONS_IN_USE;
      unaskable &= attempt.outcome() == Outcome.HEAD_TOO_LARGE
          || attempt.outcome() == Outcome.WRONG_PROTOCOL;
      timedOut &= attempt.outcome() == Outcome.TIMEOUT || attempt.outcome() == Outcome.IMPATIENT;
    }
    if (unaskable) {
      return headTooLarge ? Reason.HEAD_TOO_LARGE : Reason.WRONG_PROTOCOL;
    }
    if (throttled) {
      return Reason.THROTTLED;
    }
    if (inUse) {
      return Reason.OVERLOADED;
    }
    return timedOut ? Reason.DEADLINE_EXCEEDED : Reason.UNAVAILABLE;
  }

  private static boolean anyThrottled(TargetSet targets, long nowNanos) {
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).throttled(nowNanos)) {
        return true;
      }
    }
    return false;
  }
}
