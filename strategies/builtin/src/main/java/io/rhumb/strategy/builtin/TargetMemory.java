package io.rhumb.strategy.builtin;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@link LatencyWeighted} remembers of one target beyond the half minute of its view: the last mean that was seen, how many
 * attempts it usually has in flight, and how many it has capacity for. Thread-safe, without locks: at most ten times a second, one
 * of the planning threads notes what it sees.
 */
final class TargetMemory {

  private static final long NOTE_EVERY_NANOS = 100_000_000L;
  /** How long a mean is remembered without a new sample. A guess: long against exploration, short against a working day. */
  private static final long FORGET_AFTER_NANOS = 300_000_000_000L;
  /** The time constant of the usual number in flight: ten seconds, as Finagle's Peak-EWMA decays latencies. */
  private static final double DECAY_NANOS = 10e9;

  private record Mean(long nanos, long atNanos) {
    static final Mean NONE = new Mean(0, 0);
  }

  private final TargetCapacity capacity;
  private final AtomicLong notedAtNanos;
  private volatile Mean lastMean = Mean.NONE;
  private volatile double usualInFlight;

  TargetMemory(long nowNanos) {
    capacity = new TargetCapacity(nowNanos);
    notedAtNanos = new AtomicLong(nowNanos);
  }

  /**
   * The mean as far as it is known: the one that is seen now, else the last one unless it was too long ago, else 0.
   *
   * @param seenNanos what the view shows; 0: nothing
   */
  long meanNanos(long seenNanos, int inFlight, long nowNanos) {
    note(seenNanos, inFlight, nowNanos);
    Mean last = lastMean;
    if (seenNanos > 0) {
      return seenNanos;
    }
    return nowNanos - last.atNanos() > FORGET_AFTER_NANOS ? 0 : last.nanos();
  }

  private void note(long seenNanos, double inFlight, long nowNanos) {
    long before = notedAtNanos.get();
    long elapsed = nowNanos - before;
    if (elapsed >= NOTE_EVERY_NANOS && notedAtNanos.compareAndSet(before, nowNanos)) {
      usualInFlight = inFlight + (usualInFlight - inFlight) * Math.exp(-elapsed / DECAY_NANOS);
      if (seenNanos > 0) {
        lastMean = new Mean(seenNanos, nowNanos);
      }
    }
  }

  double usualInFlight() {
    return usualInFlight;
  }

  TargetCapacity capacity() {
    return capacity;
  }
}
