package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that requests fill, each by a share of a token; or time, by one token a second, whichever is more. It is filled when
 * somebody looks, from the number of requests until then: no timer, and nothing to do for a request that needs no extra.
 *
 * <p>It holds a hundred at the most, the reserve of Finagle's retry budget (ten a second for ten seconds): that is what a gateway may
 * spend at once after a quiet time. It may be overdrawn by as much. The one token a second lets a gateway with few requests fail over;
 * Finagle gives ten, but gateways are scaled out, and a hundred small ones would have a thousand together. One is a guess.
 *
 * <p>Thread-safe, without locks. Counts in millionths of a token.
 *
 * @see <a href="https://github.com/twitter/util/blob/develop/util-core/src/main/scala/com/twitter/util/Budget.scala">Finagle's
 *     budget</a>
 */
final class BudgetTokens {

  static final long TOKEN = 1_000_000;
  static final long MOST = 100 * TOKEN;

  /** In which time gives one. */
  private static final long NANOS_PER_TOKEN = 1_000_000_000L;

  private final long perRequest;
  private final AtomicLong tokens = new AtomicLong(MOST);
  private final AtomicLong filledNanos;
  private final AtomicLong filledRequests = new AtomicLong();

  /** A full one. */
  BudgetTokens(double perRequest, long nowNanos) {
    this.perRequest = Math.round(perRequest * TOKEN);
    this.filledNanos = new AtomicLong(nowNanos);
  }

  /**
   * Fills it, and says what is there: negative if it is overdrawn.
   *
   * @param requests that there have been so far
   */
  long at(long requests, long nowNanos) {
    long since = filledNanos.get();
    long elapsed = nowNanos - since;
    long earned = perRequest * (requests - filledRequests.get());
    // In whole tokens: the greater of two that grow side by side
    // is not the sum of the greater ones of many small steps.
    boolean due = earned >= TOKEN || elapsed >= NANOS_PER_TOKEN;
    if (due && filledNanos.compareAndSet(since, nowNanos)) {
      filledRequests.addAndGet(earned / perRequest);
      add(Math.max(earned, byTime(elapsed)));
    }
    return tokens.get();
  }

  private static long byTime(long elapsedNanos) {
    return Math.min(MOST * 2, elapsedNanos / (NANOS_PER_TOKEN / TOKEN));
  }

  /** Takes one, whether or not it is there. */
  void take() {
    add(-TOKEN);
  }

  /** Takes one, if that leaves so many. */
  boolean takeIfLeft(long left) {
    long seen = tokens.get();
    while (seen - TOKEN >= left) {
      if (tokens.compareAndSet(seen, seen - TOKEN)) {
        return true;
      }
      seen = tokens.get();
    }
    return false;
  }

  /** Gives one back. */
  void giveBack() {
    add(TOKEN);
  }

  private void add(long amount) {
    tokens.accumulateAndGet(amount, (seen, more) -> Math.max(-MOST, Math.min(MOST, seen + more)));
  }
}
