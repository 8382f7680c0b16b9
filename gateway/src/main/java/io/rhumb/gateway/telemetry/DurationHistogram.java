package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How long something took, counted in fixed buckets, as Prometheus wants it: from the start of the process. Thread-safe.
 *
 * <p>To record costs two additions to striped counters, no lock and no allocation. A Micrometer timer with buckets (1.14.13) costs four,
 * of which one goes to an {@code AtomicLongArray} that all event loops share, two looks at the wall clock, three more shared atomics
 * for a maximum that nobody asked for, and a monitor whenever that maximum expires.
 */
public final class DurationHistogram {

  private static final double NANOS = 1e9;

  private final Labels labels;
  private final long[] boundNanos;
  private final double[] boundSeconds;
  private final LongAdder[] counts;
  private final LongAdder sumNanos = new LongAdder();

  /**
   * An empty one.
   *
   * @param bounds the upper bounds of the buckets, each included, ascending; one more has all that is longer
   */
  DurationHistogram(Labels labels, List<Duration> bounds) {
    this.labels = labels;
    this.boundNanos = bounds.stream().mapToLong(Duration::toNanos).toArray();
    this.boundSeconds = new double[boundNanos.length + 1];
    this.counts = new LongAdder[boundNanos.length + 1];
    for (int i = 0; i < counts.length; i++) {
      boundSeconds[i] = i < boundNanos.length ? boundNanos[i] / NANOS : Double.POSITIVE_INFINITY;
      counts[i] = new LongAdder();
    }
  }

  /** Counts one. */
  public void record(long nanos) {
    int bucket = 0;
    // A scan: most are short, and there are few buckets.
    while (bucket < boundNanos.length && nanos > boundNanos[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sumNanos.add(nanos);
  }

  HistogramDataPointSnapshot snapshot() {
    long[] now = new long[counts.length];
    for (int i = 0; i < now.length; i++) {
      now[i] = counts[i].sum();
    }
    return HistogramDataPointSnapshot.builder()
        .labels(labels)
        .classicHistogramBuckets(ClassicHistogramBuckets.of(boundSeconds, now))
        .sum(sumNanos.sum() / NANOS)
        .build();
  }
}
