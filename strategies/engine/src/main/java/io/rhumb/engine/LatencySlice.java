package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** Ten seconds of samples. Thread-safe. */
final class LatencySlice {

  private final long epoch;
  private final AtomicIntegerArray counts = new AtomicIntegerArray(LatencyBuckets.COUNT);
  private final AtomicLong sumNanos = new AtomicLong();
  private final AtomicLong attempts = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  LatencySlice(long epoch) {
    this.epoch = epoch;
  }

  long epoch() {
    return epoch;
  }

  void latency(long nanos) {
    counts.incrementAndGet(LatencyBuckets.indexOf(nanos));
    sumNanos.addAndGet(nanos);
  }

  void attempt(boolean failed) {
    attempts.incrementAndGet();
    if (failed) {
      failures.incrementAndGet();
    }
  }

  void failedAfterAll() {
    failures.incrementAndGet();
  }

  void addTo(LatencySummary.Builder sum) {
    for (int i = 0; i < LatencyBuckets.COUNT; i++) {
      sum.counts[i] += counts.get(i);
    }
    sum.sumNanos += sumNanos.get();
    sum.attempts += attempts.get();
    sum.failures += failures.get();
  }
}
