package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Leaves a target alone that said it has no quota, until a known time. That is no failure: the target is well, and asking it
 * again early only costs quota.
 *
 * <p>The length is what the target asked for; else one second, doubling with each further refusal up to thirty, jittered by a
 * half so that gateways do not come back together (the truncated exponential back-off of Google's API guidance; the half is a
 * guess). A model that is scaled to zero gets a trickle instead: one attempt a second, since only requests make it scale up.
 *
 * <p>Thread-safe.
 */
final class Cooldown {

  private static final long FIRST_NANOS = 1_000_000_000L;
  private static final long LONGEST_NANOS = 30_000_000_000L;
  /** A target that asks for more is asked again after this. Five minutes, as linkerd bounds Retry-After. */
  private static final long LONGEST_HINT_NANOS = 300_000_000_000L;

  private static final long TRICKLE_NANOS = 1_000_000_000L;

  private final RandomGenerator random;
  private final AtomicLong until = new AtomicLong();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean trickling;

  Cooldown(RandomGenerator random) {
    this.random = random;
  }

  boolean cooling(long nowNanos) {
    return nowNanos < until.get();
  }

  long leftNanos(long nowNanos) {
    return Math.max(0, until.get() - nowNanos);
  }

  /** Asks to start an attempt. While the trickle is on, the one that is let through closes the door for the next second. */
  boolean admit(long nowNanos) {
    long end = until.get();
    return nowNanos >= end && (!trickling || until.compareAndSet(end, nowNanos + TRICKLE_NANOS));
  }

  /**
   * The target refused.
   *
   * @param hintNanos for how long it asked to be left alone; negative: it did not say
   */
  void begin(long nowNanos, long hintNanos) {
    trickling = false;
    boolean alreadyCooling = cooling(nowNanos);
    // Refusals of attempts that were already under way when the first one came back are one event,
    // not many.
    int step = alreadyCooling ? Math.max(1, refusals.get()) : refusals.incrementAndGet();
    long length = hintNanos >= 0
        ? Math.min(hintNanos, LONGEST_HINT_NANOS)
        : alreadyCooling ? 0 : backOff(step);
    extendTo(nowNanos + length);
  }

  void trickle(long nowNanos) {
    trickling = true;
    extendTo(nowNanos + TRICKLE_NANOS);
  }

  void end() {
    // Read before writing: this runs for every success, and a plain read does not claim the cache
    // line.
    if (refusals.get() != 0 || trickling) {
      refusals.set(0);
      trickling = false;
    }
  }

  private long backOff(int step) {
    long full = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(step - 1, 5));
    return full / 2 + random.nextLong(full / 2 + 1);
  }

  private void extendTo(long end) {
    until.accumulateAndGet(end, Math::max);
  }
}
