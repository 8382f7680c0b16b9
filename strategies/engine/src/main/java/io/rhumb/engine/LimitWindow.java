package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The attempts of one round trip, and the {@linkplain ConcurrencyLimit limit} during it.
 *
 * <p>Whatever ends before the effect of the last decrease can be seen is left out: it would be punished twice. A latency counts
 * for four times the uncongested mean at the most: a request that hangs says little about all others.
 *
 * <p>Thread-safe. What is added while somebody else ends the window may be lost.
 */
final class LimitWindow {

  /** Mean latencies of so many have an error of an eighth where they are spread by half. */
  private static final int ENOUGH = 20;
  /** A quarter of a second at the least: bursts shorter than that are no congestion, and windows are cheap. A guess. */
  private static final long SHORTEST_NANOS = 250_000_000L;
  /** Answers slower than this are not waited for. A guess. */
  private static final long LONGEST_NANOS = 2_000_000_000L;
  /** The mean stays far above what is tolerable where all are slow, and bears two that hang among twenty. */
  private static final double OUTLIER = 4;
  /** A minute, as the latency statistics end there. Keeps the sum in its bounds. */
  private static final long SLOWEST_NANOS = 60_000_000_000L;

  private final double limit;
  private final UncongestedMean uncongested;
  private final boolean slowStart;
  private final long beginsNanos;
  private final long endsNanos;
  private final AtomicLong sumNanos = new AtomicLong();
  private final AtomicInteger answers = new AtomicInteger();
  private final AtomicInteger drops = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  /** Written without care: a peak that is lost to another thread's was about as high. */
  private volatile int peak;

  private LimitWindow(
      double limit,
      UncongestedMean uncongested,
      boolean slowStart,
      long beginsNanos,
      long durationNanos) {
    this.limit = limit;
    this.uncongested = uncongested;
    this.slowStart = slowStart;
    this.beginsNanos = beginsNanos;
    this.endsNanos = beginsNanos + durationNanos;
  }

  static LimitWindow first(double limit, long nowNanos) {
    return new LimitWindow(limit, UncongestedMean.UNKNOWN, true, nowNanos, SHORTEST_NANOS);
  }

  /** The window after this one. If the limit falls, it begins one mean latency later. */
  LimitWindow next(
      double nextLimit, UncongestedMean nextUncongested, boolean nextSlowStart, long nowNanos) {
    long roundTrip = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, Math.round(meanNanos())));
    long begins = nextLimit < limit ? nowNanos + roundTrip : nowNanos;
    return new LimitWindow(nextLimit, nextUncongested, nextSlowStart, begins, roundTrip);
  }

  /** Adds an answer; true if that ended the window: to one caller only. */
  boolean answered(long latencyNanos, int inFlight, long nowNanos) {
    if (nowNanos - beginsNanos < 0) {
      return false;
    }
    sumNanos.addAndGet(Math.min(latencyNanos, mostNanos()));
    return over(answers.incrementAndGet() + drops.get(), inFlight, nowNanos);
  }

  /** Adds an attempt that was dropped; true if that ended the window: to one caller only. */
  boolean dropped(int inFlight, long nowNanos) {
    return nowNanos - beginsNanos >= 0
        && over(answers.get() + drops.incrementAndGet(), inFlight, nowNanos);
  }

  private boolean over(int attempts, int inFlight, long nowNanos) {
    if (inFlight > peak) {
      peak = inFlight;
    }
    return attempts >= ENOUGH && nowNanos - endsNanos >= 0 && over.compareAndSet(false, true);
  }

  private long mostNanos() {
    double usual = uncongested.nanos();
    return usual > 0 ? (long) Math.min(SLOWEST_NANOS, OUTLIER * usual) : SLOWEST_NANOS;
  }

  int limit() {
    return (int) limit;
  }

  double exactLimit() {
    return limit;
  }

  UncongestedMean uncongested() {
    return uncongested;
  }

  /** Whether nothing yet has shown where the target's capacity ends. */
  boolean slowStart() {
    return slowStart;
  }

  int answers() {
    return answers.get();
  }

  double sumNanos() {
    return sumNanos.get();
  }

  /** The mean latency of the answers; 0 if there was none. */
  double meanNanos() {
    int count = answers.get();
    return count == 0 ? 0 : (double) sumNanos.get() / count;
  }

  /** From 0 to 1. */
  double droppedShare() {
    int dropped = drops.get();
    return dropped == 0 ? 0 : (double) dropped / (dropped + answers.get());
  }

  /** The most that were in flight. */
  int peak() {
    return peak;
  }
}
