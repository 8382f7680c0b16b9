package io.rhumb.strategy.builtin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many hedges may start: every request earns {@code b} of a token as it is planned, a hedge takes a whole one as it starts, and
 * where there is none it does not start. What is saved is capped at three tokens, or at what the present ten seconds or
 * those before earned, whichever is more; it does not expire, so that a low rate can hedge too.
 *
 * <p>So in any ten seconds, however requests bunch and whatever befalls the targets:
 *
 * <pre>hedges &lt;= b x requests + max(3, b x requests of the busiest ten seconds before)</pre>
 *
 * <p>and from the first request on, over any time: {@code hedges <= b x requests}.
 *
 * <p>Thread-safe, without locks and without garbage. Counts in millionths of a token.
 */
final class HedgeBudget {

  private static final long TOKEN = 1_000_000;
  private static final long LEAST_CAP = 3 * TOKEN;
  private static final long PERIOD_NANOS = 10_000_000_000L;

  private final long perPlan;
  private final long originNanos;
  private final AtomicLong balance = new AtomicLong();
  /** Counted from the origin, so that what one of them earned is what one window of ten seconds earned. */
  private final AtomicLong period = new AtomicLong();

  private final AtomicLong earned = new AtomicLong();
  private volatile long capOfLastPeriod = LEAST_CAP;

  /**
   * A budget of which nothing is earned yet.
   *
   * @param tokensPerPlan {@code b}, from 0 to 1
   */
  HedgeBudget(double tokensPerPlan, long nowNanos) {
    perPlan = Math.round(tokensPerPlan * TOKEN);
    originNanos = nowNanos;
  }

  /** Whether nothing is ever earned. */
  boolean none() {
    return perPlan == 0;
  }

  /** A request is planned. */
  void earn(long nowNanos) {
    roll(nowNanos);
    earned.getAndAdd(perPlan);
    long most = cap();
    long tokens;
    do {
      tokens = balance.get();
    } while (!balance.compareAndSet(tokens, Math.min(most, tokens + perPlan)));
  }

  /** Takes a token; false if there is none. */
  boolean take() {
    long tokens = balance.get();
    while (tokens >= TOKEN) {
      if (balance.compareAndSet(tokens, tokens - TOKEN)) {
        return true;
      }
      tokens = balance.get();
    }
    return false;
  }

  /** How much is saved, as a share of what may be: from 0 to 1. */
  double savings() {
    return Math.min(1, (double) balance.get() / cap());
  }

  /** A period that earns more than the last one may be saved as it is earned: else a gateway that starts would throw it away. */
  private long cap() {
    return Math.max(capOfLastPeriod, earned.get());
  }

  private void roll(long nowNanos) {
    long before = period.get();
    long now = (nowNanos - originNanos) / PERIOD_NANOS;
    if (now > before && period.compareAndSet(before, now)) {
      long lastEarned = earned.getAndSet(0);
      capOfLastPeriod = Math.max(LEAST_CAP, now == before + 1 ? lastEarned : 0);
    }
  }
}
