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
 * guess). A target that asks for no time at all gets the same: taken at its word it would cost every request an attempt, for as long as
 * it refuses. A model that is scaled to zero gets a trickle instead: one attempt a second, since only requests make it scale up.
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
  /** Until when it has no quota. */
  private final AtomicLong throttledUntil = new AtomicLong();

  /** Until when it asked to be left alone for another reason: a 503 with Retry-After. */
  private final AtomicLong pausedUntil = new AtomicLong();

  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean trickling;

  Cooldown(RandomGenerator random) {
    this.random = random;
  }

  boolean cooling(long nowNanos) {
    return leftNanos(nowNanos) > 0;
  }

  /** Whether it cools for lack of quota or capacity. */
  boolean throttled(long nowNanos) {
    return nowNanos < throttledUntil.get();
  }

  /** How long to leave the target alone; 0 if it may be asked. */
  long leftNanos(long nowNanos) {
    return Math.max(0, Math.max(throttledUntil.get(), pausedUntil.get()) - nowNanos);
  }

  /** Asks to start an attempt. While the trickle is on, the one that is let through closes the door for the next second. */
  boolean admit(long nowNanos) {
    long end = throttledUntil.get();
    return nowNanos >= end
        && nowNanos >= pausedUntil.get()
        && (!trickling || throttledUntil.compareAndSet(end, nowNanos + TRICKLE_NANOS));
  }

  /**
   * The target refused for lack of quota. Refusals of attempts that were already under way when the first one came back are one
   * event, not many: of those, only what the target asks for counts.
   *
   * @param hintNanos for how long it asked to be left alone; 0 or less: it did not say
   */
  void begin(long nowNanos, long hintNanos) {
    trickling = false;
    long end = throttledUntil.get();
    int step = refusals.get() + 1;
    if (nowNanos >= end && throttledUntil.compareAndSet(end, nowNanos + length(hintNanos, step))) {
      refusals.set(step);
    } else if (hintNanos > 0) {
      extendTo(throttledUntil, nowNanos + length(hintNanos, step));
    }
  }

  /** The target is not well and asked to be left alone. */
  void pause(long nowNanos, long hintNanos) {
    extendTo(pausedUntil, nowNanos + Math.min(hintNanos, LONGEST_HINT_NANOS));
  }

  /** The target is not ready yet. */
  void trickle(long nowNanos) {
    // The door closes behind each attempt that is let through; to close it for each
    // that comes back as well would let less than the trickle through.
    if (!trickling) {
      trickling = true;
      extendTo(throttledUntil, nowNanos + TRICKLE_NANOS);
    }
  }

  /** The target answered. While it cools, that is an attempt from before, and says nothing of its quota. */
  void end(long nowNanos) {
    // Read before writing: this runs for every success, and a
    // plain read does not claim the cache line.
    if (trickling) {
      trickling = false;
    }
    if (refusals.get() != 0 && !throttled(nowNanos)) {
      refusals.set(0);
    }
  }

  private long length(long hintNanos, int step) {
    return hintNanos > 0 ? Math.min(hintNanos, LONGEST_HINT_NANOS) : backOff(step);
  }

  private long backOff(int step) {
    long full = Math.min(LONGEST_NANOS, FIRST_NANOS << Math.min(step - 1, 5));
    return full / 2 + random.nextLong(full / 2 + 1);
  }

  private static void extendTo(AtomicLong until, long end) {
    until.accumulateAndGet(end, Math::max);
  }
}
