package io.rhumb.engine;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Latency and errors of the last half minute: three slices of ten seconds (the window of Finagle's backup requests), the oldest
 * of which is dropped as a new one begins.
 *
 * <p>Writers add to the current slice without a lock. Readers see a summary that is at most a quarter of a second old (a
 * guess: it bounds the cost of reading, and is short against the ten seconds of a slice).
 */
final class LatencyWindow {

  private static final long SLICE_NANOS = 10_000_000_000L;
  private static final int SLICES = 3;
  private static final long SUMMARY_NANOS = 250_000_000L;

  private final AtomicReferenceArray<@Nullable LatencySlice> slices =
      new AtomicReferenceArray<>(SLICES);
  /** Whoever finds it stale replaces it; when two do at once, both sums are right. */
  private volatile LatencySummary summary = LatencySummary.EMPTY;

  /** Adds one sample of latency. */
  void latency(long nowNanos, long latencyNanos) {
    current(nowNanos).latency(latencyNanos);
  }

  /** Adds one attempt to the error rate. */
  void attempt(long nowNanos, boolean failed) {
    current(nowNanos).attempt(failed);
  }

  /** Adds the failure of an attempt that was added as none. */
  void failedAfterAll(long nowNanos) {
    current(nowNanos).failedAfterAll();
  }

  /** What the window holds, summed up. */
  LatencySummary summary(long nowNanos) {
    LatencySummary seen = summary;
    if (nowNanos >= seen.expiresNanos()) {
      seen = sumUp(nowNanos);
      summary = seen;
    }
    return seen;
  }

  private LatencySummary sumUp(long nowNanos) {
    long epoch = nowNanos / SLICE_NANOS;
    LatencySummary.Builder sum = new LatencySummary.Builder();
    for (int i = 0; i < SLICES; i++) {
      LatencySlice slice = slices.get(i);
      if (slice != null && slice.epoch() > epoch - SLICES) {
        slice.addTo(sum);
      }
    }
    return sum.build(nowNanos + SUMMARY_NANOS);
  }

  private LatencySlice current(long nowNanos) {
    long epoch = nowNanos / SLICE_NANOS;
    int index = (int) (epoch % SLICES);
    LatencySlice slice = slices.get(index);
    while (slice == null || slice.epoch() < epoch) {
      LatencySlice fresh = new LatencySlice(epoch);
      slice = slices.compareAndSet(index, slice, fresh) ? fresh : slices.get(index);
    }
    return slice;
  }
}
