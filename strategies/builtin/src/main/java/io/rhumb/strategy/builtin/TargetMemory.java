package io.rhumb.strategy.builtin;

import io.rhumb.strategy.TargetView;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@link LatencyWeighted} remembers of one target beyond the half minute of its view: the last mean that was seen, how many
 * attempts it usually has in flight, and how many it has capacity for. Thread-safe, without locks: at most ten times a second, one
 * of the planning threads notes what it sees.
 */
final class TargetMemory {

  /** Samples after which a mean is taken for what it is. */
  static final long ENOUGH = 100;

  private static final long NOTE_EVERY_NANOS = 100_000_000L;
  /** How long a mean is remembered without a new sample. A guess: long against exploration, short against a working day. */
  private static final long FORGET_AFTER_NANOS = 300_000_000_000L;
  /** The time constant of the usual number in flight: ten seconds, as Finagle's Peak-EWMA decays latencies. */
  private static final double DECAY_NANOS = 10e9;

  /** The same of the learned limit, so that it does not jump. A guess: shorter than what it follows, the half minute of a mean. */
  private static final double LIMIT_DECAY_NANOS = 2e9;

  private record Mean(long nanos, long atNanos) {
    static final Mean NONE = new Mean(0, 0);
  }

  private final TargetCapacity capacity;
  private final AtomicLong notedAtNanos;
  private volatile Mean lastMean = Mean.NONE;
  private volatile double usualInFlight;
  private volatile boolean enoughSamples;
  private volatile double learnedLimit;

  TargetMemory(long nowNanos) {
    capacity = new TargetCapacity(nowNanos);
    notedAtNanos = new AtomicLong(nowNanos);
  }

  /** The mean as far as it is known: the one that is seen now, else the last one unless it was too long ago, else 0. */
  long meanNanos(TargetView target, long nowNanos) {
    long seenNanos = target.meanLatencyNanos();
    note(target, seenNanos, nowNanos);
    if (seenNanos > 0) {
      return seenNanos;
    }
    Mean last = lastMean;
    return nowNanos - last.atNanos() > FORGET_AFTER_NANOS ? 0 : last.nanos();
  }

  /** How many samples there are. More than {@link #ENOUGH} make no difference: then they are not counted for each plan. */
  long samples(TargetView target) {
    return enoughSamples ? ENOUGH : target.latencySamples();
  }

  private void note(TargetView target, long seenNanos, long nowNanos) {
    long before = notedAtNanos.get();
    long elapsed = nowNanos - before;
    if (elapsed >= NOTE_EVERY_NANOS && notedAtNanos.compareAndSet(before, nowNanos)) {
      double inFlight = target.inFlight();
      usualInFlight = inFlight + (usualInFlight - inFlight) * Math.exp(-elapsed / DECAY_NANOS);
      enoughSamples = target.latencySamples() >= ENOUGH;
      if (seenNanos > 0) {
        lastMean = new Mean(seenNanos, nowNanos);
        double limit = capacity.limit((double) seenNanos);
        double kept = learnedLimit == 0 ? 0 : Math.exp(-elapsed / LIMIT_DECAY_NANOS);
        learnedLimit = limit + (learnedLimit - limit) * kept;
      }
    }
  }

  double usualInFlight() {
    return usualInFlight;
  }

  /** What the {@linkplain TargetCapacity#limit capacity} says; 0 while it is not known. */
  double learnedLimit() {
    return learnedLimit;
  }

  TargetCapacity capacity() {
    return capacity;
  }
}
