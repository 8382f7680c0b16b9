package io.rhumb.strategy.builtin;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Gives a target that refused attempts its requests back step by step: a tenth of them at once, a tenth more every two seconds, so
 * that after eighteen it has them all. A region that has just recovered has cold caches and scaled-down pools, and all of the
 * load at once may well break it again. Each further refusal starts it anew, so a target that comes and goes never gets more
 * than it survives.
 *
 * <p>A target whose breaker is half-open is never held back: it is one request that the engine lets through, and the way to learn
 * that it has recovered.
 *
 * <p>Thread-safe, without locks. While nothing refuses, and nothing did for a while, this costs one volatile read.
 */
final class FailBack {

  private static final long STEP_NANOS = 2_000_000_000L;
  private static final int STEPS = 10;
  /** A refusal is noted so often at the most, so that event loops do not fight for the cache line. */
  private static final long NOTE_EVERY_NANOS = 100_000_000L;

  private final LongSupplier clock;
  private final RandomGenerator random;
  /** When each target was last seen to refuse. Those that never did are not in it. */
  private final ConcurrentMap<String, AtomicLong> refusedAtNanos = new ConcurrentHashMap<>();

  private volatile boolean comingBack;
  private volatile long lastRefusalNanos;

  FailBack(LongSupplier clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** The targets that this request should pass by if it can: bit i for the target at index i. */
  int heldBack(TargetsView targets, long tiers) {
    return comingBack || Tiers.anyRefuses(tiers) ? drawn(targets, tiers, clock.getAsLong()) : 0;
  }

  private int drawn(TargetsView targets, long tiers, long now) {
    int heldBack = 0;
    int size = targets.size();
    for (int i = 0; i < size; i++) {
      TargetView target = targets.get(i);
      int tier = Tiers.at(tiers, i);
      if (tier == Tiers.REFUSES || target.availability() == Availability.PROBE_ONLY) {
        note(target.id(), now);
      } else if (tier == Tiers.ROOM && holdsBack(target.id(), now)) {
        heldBack |= 1 << i;
      }
    }
    if (now - lastRefusalNanos >= STEPS * STEP_NANOS) {
      comingBack = false;
    }
    return heldBack;
  }

  private void note(String target, long now) {
    AtomicLong seen = refusedAtNanos.get(target);
    if (seen == null) {
      refusedAtNanos.put(target, new AtomicLong(now));
    } else if (now - seen.get() < NOTE_EVERY_NANOS) {
      return;
    } else {
      seen.set(now);
    }
    lastRefusalNanos = now;
    comingBack = true;
  }

  private boolean holdsBack(String target, long now) {
    AtomicLong refused = refusedAtNanos.get(target);
    if (refused == null) {
      return false;
    }
    long steps = 1 + (now - refused.get()) / STEP_NANOS;
    return steps < STEPS && random.nextInt(STEPS) >= steps;
  }
}
