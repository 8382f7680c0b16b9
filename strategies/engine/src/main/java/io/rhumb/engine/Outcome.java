package io.rhumb.engine;

import io.rhumb.strategy.AttemptResult;

/**
 * How an attempt ended, and what follows from it. The table of the design is this enum: each row says whether another target
 * is tried, what the breaker counts, what enters the latency statistics, and what the target's cooldown does.
 */
public enum Outcome {
  /** A prediction. */
  SUCCESS(Next.ANSWER, Verdict.SUCCESS, Sample.FIRST_BYTE, Cooling.END),
  /** The target refused for a reason that every other target would have too: 400, 403, 404, 409, 413, 415, 422, 501 … */
  REJECTED(Next.ANSWER, Verdict.SUCCESS, Sample.NONE, Cooling.UNCHANGED),
  /** No byte was sent: connect refused or timed out, TLS, DNS. Trying the next target is free. */
  UNREACHABLE(Next.FREE, Verdict.FAILURE, Sample.PENALTY, Cooling.UNCHANGED),
  /** The gateway has no token to show. Nobody was asked, so nobody is to blame. */
  NO_CREDENTIAL(Next.FREE, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** The request can go over HTTP/2 only, as of gRPC, and the target speaks HTTP/1.1. Nobody was asked, and others can ask it. */
  WRONG_PROTOCOL(Next.FREE, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** All connections to the target that the gateway may have were in use for longer than is waited for one. Nobody was asked. */
  CONNECTIONS_IN_USE(Next.FREE, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** The gateway failed to ask: a bug of its own, whose stack trace is in the log. */
  NOT_MADE(Next.FREE, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /**
   * The target said that it takes no head as large as the request's. Nothing was sent, and others
   * may take it.
   */
  HEAD_TOO_LARGE(Next.FREE, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /**
   * Reset or end before the response head, or a unary body that was cut. Of what may happen once only, also 502 and gRPC's UNAVAILABLE, behind
   * which the same may have come to pass.
   */
  CONNECTION_LOST(Next.YES, Verdict.FAILURE, Sample.PENALTY, Cooling.UNCHANGED),
  /** 500 and its like. May be the request's own fault, so only one more target is asked. */
  INTERNAL_ERROR(Next.ONCE, Verdict.FAILURE, Sample.PENALTY, Cooling.UNCHANGED),
  /** 502, 503. */
  UNAVAILABLE(Next.YES, Verdict.FAILURE, Sample.PENALTY, Cooling.HINT_ONLY),
  /** 504, or no whole answer within the attempt's own bound. */
  TIMEOUT(Next.YES, Verdict.FAILURE, Sample.ELAPSED, Cooling.UNCHANGED),
  /** No answer within a bound that the client made too tight for a fair chance. No evidence against the target. */
  IMPATIENT(Next.YES, Verdict.NEUTRAL, Sample.ELAPSED, Cooling.UNCHANGED),
  /** 408. */
  REQUEST_TIMEOUT(Next.YES, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** 429: out of quota or capacity. */
  THROTTLED(Next.YES, Verdict.NEUTRAL, Sample.PENALTY, Cooling.BEGIN),
  /** 429 "not yet ready": scaled to zero. A trickle must stay, else the model never warms. */
  NOT_READY(Next.YES, Verdict.NEUTRAL, Sample.NONE, Cooling.TRICKLE),
  /** 401, again, with a fresh token. */
  UNAUTHENTICATED(Next.YES, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** 404, where the model's configuration takes it for a reason to ask elsewhere. */
  NOT_FOUND(Next.YES, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** The answer is larger than the gateway may hold. Another target's would be as well. */
  TOO_LARGE(Next.NO, Verdict.SUCCESS, Sample.NONE, Cooling.UNCHANGED),
  /** The gateway had no room for the answer, or lacked memory or files to ask for it: as it would with another target, and this one is not to blame. */
  NO_ROOM(Next.NO_MORE, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** A stream broke off when a part of it was with the client already: nobody else can carry it on. */
  STREAM_CUT(Next.NO, Verdict.FAILURE, Sample.NONE, Cooling.UNCHANGED),
  /** Nothing more came of a stream of which a part was with the client already. */
  STREAM_STALLED(Next.NO, Verdict.FAILURE, Sample.NONE, Cooling.UNCHANGED),
  /** Another attempt won while this one, the first, was running. */
  LOST(Next.NO, Verdict.NEUTRAL, Sample.ELAPSED, Cooling.UNCHANGED),
  /** Another attempt won while this one, an extra, was running. */
  LOST_EXTRA(Next.NO, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED),
  /** The client went away. */
  CLIENT_GONE(Next.NO, Verdict.NEUTRAL, Sample.NONE, Cooling.UNCHANGED);

  /** Whether another target is tried. */
  public enum Next {
    /** No: this is the answer. */
    ANSWER,
    /** Yes, and the failed attempt does not count against the cap. */
    FREE,
    /** Yes. */
    YES,
    /** Yes, but only once per request. */
    ONCE,
    /** No, but an attempt that runs may still bring an answer. */
    NO_MORE,
    /** No, and this is no answer. */
    NO
  }

  /** What the breaker counts. */
  public enum Verdict {
    /** The target works. */
    SUCCESS,
    /** The target is sick. */
    FAILURE,
    /** Nothing was learned. */
    NEUTRAL
  }

  /** What enters the latency statistics. */
  public enum Sample {
    /** The time to the first byte of the body. */
    FIRST_BYTE,
    /** The time until the attempt was ended. The true latency is at least that, so it never makes a target look faster. */
    ELAPSED,
    /** A penalty, so that failing fast never looks like answering fast. */
    PENALTY,
    /** Nothing. */
    NONE
  }

  /** What becomes of the target's cooldown. */
  public enum Cooling {
    /** It begins, or grows. */
    BEGIN,
    /** It begins if the target said for how long. */
    HINT_ONLY,
    /** One attempt now and then is let through. */
    TRICKLE,
    /** It is over, and the next one starts from the shortest. */
    END,
    /** Nothing. */
    UNCHANGED
  }

  private final Next next;
  private final Verdict verdict;
  private final Sample sample;
  private final Cooling cooling;

  Outcome(Next next, Verdict verdict, Sample sample, Cooling cooling) {
    this.next = next;
    this.verdict = verdict;
    this.sample = sample;
    this.cooling = cooling;
  }

  /** Whether another target is tried. */
  public Next next() {
    return next;
  }

  /** What the breaker counts. */
  public Verdict verdict() {
    return verdict;
  }

  /** What enters the latency statistics. */
  public Sample sample() {
    return sample;
  }

  /** What becomes of the target's cooldown. */
  public Cooling cooling() {
    return cooling;
  }

  /** Whether the target may have done what it was asked, without that an answer says so. */
  boolean mayHaveHappened() {
    return switch (this) {
      case CONNECTION_LOST, INTERNAL_ERROR, TIMEOUT, IMPATIENT, REQUEST_TIMEOUT -> true;
      default -> false;
    };
  }

  /** Whether another attempt won. */
  public boolean lost() {
    return this == LOST || this == LOST_EXTRA;
  }

  /** The same in the words of the SPI. */
  public AttemptResult result() {
    return switch (this) {
      case SUCCESS, REJECTED, TOO_LARGE -> AttemptResult.ANSWERED;
      case THROTTLED, NOT_READY -> AttemptResult.THROTTLED;
      case LOST,
          LOST_EXTRA,
          CLIENT_GONE,
          IMPATIENT,
          NO_CREDENTIAL,
          WRONG_PROTOCOL,
          CONNECTIONS_IN_USE,
          NOT_MADE,
          HEAD_TOO_LARGE,
          NO_ROOM -> AttemptResult.IGNORED;
      default -> AttemptResult.FAILED;
    };
  }
}
