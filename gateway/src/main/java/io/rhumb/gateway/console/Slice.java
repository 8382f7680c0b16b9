package io.rhumb.gateway.console;

import java.util.concurrent.atomic.AtomicIntegerArray;

/** What was counted in a few seconds. Thread-safe, without locks. */
final class Slice {

  /** Long enough that a quantile of a few requests a second says something, short enough to see when things began. A guess. */
  static final int SECONDS = 5;

  private static final long NANOS = SECONDS * 1_000_000_000L;

  private final long number;
  private final AtomicIntegerArray counts = new AtomicIntegerArray(Count.KINDS);
  private final AtomicIntegerArray waits = new AtomicIntegerArray(WaitBuckets.COUNT);

  Slice(long number) {
    this.number = number;
  }

  /** The number of the one that a moment falls into. */
  static long numberAt(long nanos) {
    return nanos / NANOS;
  }

  /** Which of all it is; one more every few seconds. */
  long number() {
    return number;
  }

  void count(Count what) {
    counts.getAndIncrement(what.place());
  }

  void waited(long nanos) {
    waits.getAndIncrement(WaitBuckets.indexOf(nanos));
  }

  int get(Count what) {
    return counts.get(what.place());
  }

  /** How long that part of those who waited did at the most; NaN if nobody did. */
  double waitQuantileNanos(double q) {
    long all = 0;
    for (int i = 0; i < WaitBuckets.COUNT; i++) {
      all += waits.get(i);
    }
    long rank = Math.max(1, (long) Math.ceil(q * all));
    long seen = 0;
    for (int i = 0; i < WaitBuckets.COUNT; i++) {
      seen += waits.get(i);
      if (seen >= rank) {
        return WaitBuckets.middleNanos(i);
      }
    }
    return Double.NaN;
  }
}
