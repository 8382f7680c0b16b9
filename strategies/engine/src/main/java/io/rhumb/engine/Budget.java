package io.rhumb.engine;

import io.rhumb.strategy.AttemptResult;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Bounds the extra attempts of one model, so that an outage is not made worse by what is meant to hide it.
 *
 * <p><b>By rate.</b> An extra attempt that gives the answer costs nothing: when a region dies and the next is well, every request
 * needs its failover and gets it. One that brings nothing costs a {@linkplain BudgetTokens token}, of which a request earns a tenth:
 * where extras fail as well, there is soon one for ten requests, and 1.1 attempts per request. This is the retry ratio of Google's SRE
 * book, charged afterwards.
 *
 * <p>What is charged afterwards can be overdrawn by what is under way. So failovers that run count in advance, but only as far as
 * failovers have been failing of late (the <i>doubt</i>, from 0 to 1): a thousand at once go to a region that has answered so far; none
 * too many go to where the last hundred got nothing. Until doubt has come up, an outage can cost one failover for each request that is
 * under way, once.
 *
 * <p>A hedge is not needed, only of use: it pays in advance, gets its token back if it wins, and leaves half of the bucket to
 * failovers, as gRPC does (A6).
 *
 * <p><b>By concurrency.</b> At most ten, or a fifth of the requests in flight, may have a second attempt beside the first, as in
 * Envoy's retry budget: with calls of a minute a rate alone lets too many run together. Envoy's least is three; with it, hedges were
 * refused where requests come late in bunches, and cut p99.9 by 71 % of what a clairvoyant would; 77 % are wanted. A hedge that
 * is refused asks again. A failover takes the place of an attempt that has ended, and adds none.
 *
 * <p><b>Last resorts</b> (an attempt on a target that its breaker refuses, when all do) are ten a second. A gateway whose breakers all
 * opened for a reason of its own is back a tenth of a second and one answer after that has passed, instead of a reset delay; a region
 * that is ill gets a thirtieth of 300 requests a second. Ten is a guess.
 *
 * <p>Thread-safe, without locks. A request that needs no extra costs two striped counters.
 *
 * @see <a href="https://sre.google/sre-book/handling-overload/">Handling overload, SRE book</a>
 * @see <a href="https://github.com/grpc/proposal/blob/master/A6-client-retries.md">gRPC A6</a>
 */
public final class Budget {

  private static final int LEAST_BESIDE = 10;
  private static final int LAST_RESORTS_PER_SECOND = 10;
  private static final int DOUBT_ONE = 1 << 20;
  /** A thirty-second of each failover's end: two thirds sure after 32 that fail. A guess. */
  private static final int DOUBT_SHIFT = 5;

  private final BudgetTokens tokens;
  private final double beside;
  private final SteadyRate lastResorts;
  private final LongAdder began = new LongAdder();
  private final LongAdder ended = new LongAdder();
  private final AtomicInteger failovers = new AtomicInteger();
  private final AtomicInteger hedges = new AtomicInteger();
  private final AtomicInteger doubt = new AtomicInteger();
  private final AtomicLong refusedFailovers = new AtomicLong();
  private final AtomicLong refusedHedges = new AtomicLong();

  /** A full budget. */
  public Budget(BudgetPolicy policy, long nowNanos) {
    this.tokens = new BudgetTokens(policy.extra(), nowNanos);
    this.beside = policy.beside();
    this.lastResorts = new SteadyRate(LAST_RESORTS_PER_SECOND, nowNanos);
  }

  /** How many extra attempts may still bring nothing, now; negative if it is overdrawn. */
  public double left(long nowNanos) {
    return (double) tokens.at(began.sum(), nowNanos) / BudgetTokens.TOKEN;
  }

  /** How many attempts of that kind it refused. */
  public long refused(Extra kind) {
    return switch (kind) {
      case NONE -> 0;
      case FAILOVER -> refusedFailovers.get();
      case HEDGE -> refusedHedges.get();
    };
  }

  void requestBegan() {
    began.increment();
  }

  void requestEnded() {
    ended.increment();
  }

  /** Asks for an extra attempt; {@link #end} or {@link #release} must follow if it may start. */
  boolean admit(Extra kind, long nowNanos) {
    long left = tokens.at(began.sum(), nowNanos);
    return switch (kind) {
      case NONE -> true;
      case FAILOVER -> admitFailover(left);
      case HEDGE -> admitHedge();
    };
  }

  private boolean admitFailover(long left) {
    long others = failovers.getAndIncrement();
    long expected = others * doubt.get() * BudgetTokens.TOKEN / DOUBT_ONE;
    if (left - expected >= BudgetTokens.TOKEN) {
      return true;
    }
    failovers.decrementAndGet();
    refusedFailovers.incrementAndGet();
    return false;
  }

  private boolean admitHedge() {
    long inFlight = began.sum() - ended.sum();
    if (hedges.incrementAndGet() <= Math.max(LEAST_BESIDE, (long) (beside * inFlight))
        && tokens.takeIfLeft(BudgetTokens.MOST / 2)) {
      return true;
    }
    hedges.decrementAndGet();
    refusedHedges.incrementAndGet();
    return false;
  }

  /** Asks for an attempt on a target that is refused. Nothing follows. */
  boolean lastResort(long nowNanos) {
    return lastResorts.take(nowNanos);
  }

  /** An attempt takes the place of one of that kind which reached nobody: nobody is asked, since it had been admitted. */
  void replace(Extra kind) {
    switch (kind) {
      case NONE -> {}
      case FAILOVER -> failovers.incrementAndGet();
      case HEDGE -> {
        hedges.incrementAndGet();
        tokens.take();
      }
    }
  }

  /** What was admitted does not start after all. */
  void release(Extra kind) {
    switch (kind) {
      case NONE -> {}
      case FAILOVER -> failovers.decrementAndGet();
      case HEDGE -> {
        hedges.decrementAndGet();
        tokens.giveBack();
      }
    }
  }

  /** An attempt ended. */
  void end(Extra kind, Outcome outcome) {
    switch (kind) {
      case NONE -> {}
      case FAILOVER -> {
        failovers.decrementAndGet();
        failoverEnded(outcome);
      }
      case HEDGE -> {
        hedges.decrementAndGet();
        if (answered(outcome) || saysNothing(outcome)) {
          tokens.giveBack();
        }
      }
    }
  }

  private void failoverEnded(Outcome outcome) {
    if (answered(outcome)) {
      doubt(0);
    } else if (!saysNothing(outcome)) {
      tokens.take();
      // One that was cancelled brought nothing, but might have.
      if (outcome.result() != AttemptResult.IGNORED) {
        doubt(DOUBT_ONE);
      }
    }
  }

  /** Whether it neither brought something nor failed to: it reached nobody, or nobody waited for it any more. */
  private static boolean saysNothing(Outcome outcome) {
    return outcome.next() == Outcome.Next.FREE || outcome == Outcome.CLIENT_GONE;
  }

  private static boolean answered(Outcome outcome) {
    return outcome.result() == AttemptResult.ANSWERED;
  }

  private void doubt(int sample) {
    // Read before writing: where failovers succeed there is nothing to change.
    if (doubt.get() != sample) {
      doubt.accumulateAndGet(sample, Budget::nearer);
    }
  }

  /** Moves by a part of the distance, and at least by one, or it would never arrive. */
  private static int nearer(int doubt, int sample) {
    int step = (sample - doubt) >> DOUBT_SHIFT;
    return step == 0 ? sample : doubt + step;
  }
}
