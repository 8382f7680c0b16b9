package io.rhumb.gateway.telemetry;

import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.Outcome;

/** What became of a request, as its client saw it. */
public enum RequestOutcome {
  /** A target's answer went to the client as it came, whatever its status. */
  ANSWERED,
  /** An answer that had begun broke off. */
  STREAM_CUT,
  /** Nothing more came of an answer that had begun. */
  STREAM_STALLED,
  /** No target answered in time. */
  DEADLINE_EXCEEDED,
  /** Every target was out of quota or capacity. */
  THROTTLED,
  /** No target could answer, or the keys are missing with which to verify who asks. */
  UNAVAILABLE,
  /** A target answered with more than the gateway may hold. */
  TOO_LARGE,
  /** The gateway had no room for it. */
  OVERLOADED,
  /** Its client asked for what it cannot have, as it is or from where it is. No target was asked. */
  REFUSED,
  /** Its client went away. */
  CLIENT_GONE,
  /** The gateway has a bug. */
  INTERNAL;

  private static final Words<RequestOutcome> WORDS = Words.of(RequestOutcome.class);

  /** That no target answered. */
  public static RequestOutcome of(DispatchFailure.Reason why) {
    return switch (why) {
      case DEADLINE_EXCEEDED -> DEADLINE_EXCEEDED;
      case THROTTLED -> THROTTLED;
      case UNAVAILABLE -> UNAVAILABLE;
      case WRONG_PROTOCOL, HEAD_TOO_LARGE -> REFUSED;
      case TOO_LARGE -> TOO_LARGE;
      case OVERLOADED -> OVERLOADED;
    };
  }

  /** How a stream ended. */
  public static RequestOutcome ofStream(Outcome how) {
    return switch (how) {
      case SUCCESS -> ANSWERED;
      case STREAM_STALLED -> STREAM_STALLED;
      default -> STREAM_CUT;
    };
  }

  /** As headers, logs and metrics write it. */
  public String word() {
    return WORDS.word(this);
  }
}
