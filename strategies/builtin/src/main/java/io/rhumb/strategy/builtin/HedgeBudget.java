package io.rhumb.strategy.builtin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many hedges may be planned: every plan earns a share of a token, a hedge needs one and spends it. What is saved is capped at
 * three tokens, or what the last ten seconds earned, whichever is more; it never expires, so that a low rate can hedge too.
 *
 * <p>A hedge is paid for when it has ended, which is when a strategy first hears of it. Until then others are planned with the
 * same token, so that a burst may overdraw the account; it then stays below zero until the plans that follow have paid. The share
 * over a longer time is exact.
 *
 * <p>Thread-safe, without locks. Counts in millionths of a token.
 */
final class HedgeBudget {

  private static final long TOKEN = 1_000_000;
  private static final long LEAST_CAP = 3 * TOKEN;
  private static final long WINDOW_NANOS = 10_000_000_000L;

  private final long perPlan;
  private final AtomicLong balance = new AtomicLong();
  private final AtomicLong windowStartNanos;
  private final AtomicLong earned = new AtomicLong();
  private volatile long earnedBefore;

  HedgeBudget(double tokensPerPlan, long nowNanos) {
    perPlan = Math.round(tokensPerPlan * TOKEN);
    windowStartNanos = new AtomicLong(nowNanos);
  }

  /** A request is planned. */
  void earn(long nowNanos) {
    roll(nowNanos);
    earned.addAndGet(perPlan);
    long cap = Math.max(LEAST_CAP, earnedBefore);
    balance.accumulateAndGet(perPlan, (tokens, more) -> Math.min(cap, tokens + more));
  }

  boolean affordsOne() {
    return balance.get() >= TOKEN;
  }

  void spendOne() {
    balance.addAndGet(-TOKEN);
  }

  private void roll(long nowNanos) {
    long start = windowStartNanos.get();
    long elapsed = nowNanos - start;
    if (elapsed >= WINDOW_NANOS && windowStartNanos.compareAndSet(start, nowNanos)) {
      earnedBefore = (long) (earned.getAndSet(0) * ((double) WINDOW_NANOS / elapsed));
    }
  }
}
