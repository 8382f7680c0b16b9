package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@link LatencyWeighted} remembers of one target beyond the half minute of its view: the last mean that was seen, and how
 * many attempts it usually has in flight. Thread-safe, without locks: at most ten times a second, one of the planning threads
 * notes what it sees.
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

  private final AtomicLong notedAtNanos;
  private volatile Mean lastMean = Mean.NONE;
  private volatile double usualInFlight;

  TargetMemory(long nowNanos) {
    notedAtNanos = new AtomicLong(nowNanos);
  }

  /** Notes what the view shows, unless that was done a moment ago. */
  void note(TargetView target, long nowNanos) {
    long before = notedAtNanos.get();
    long elapsed = nowNanos - before;
    if (elapsed >= NOTE_EVERY_NANOS && notedAtNanos.compareAndSet(before, nowNanos)) {
      double inFlight = target.inFlight();
      usualInFlight = inFlight + (usualInFlight - inFlight) * Math.exp(-elapsed / DECAY_NANOS);
      if (target.latencySamples() > 0) {
        lastMean = new Mean(target.meanLatencyNanos(), nowNanos);
      }
    }
  }

  /** The mean that was last seen; 0 if there is none, or it was too long ago. */
  long meanNanos(long nowNanos) {
    Mean last = lastMean;
    return nowNanos - last.atNanos() > FORGET_AFTER_NANOS ? 0 : last.nanos();
  }

  double usualInFlight() {
    return usualInFlight;
  }
}
