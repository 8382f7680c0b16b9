package io.rhumb.strategy.builtin;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;
import java.util.ArrayDeque;
import java.util.function.LongSupplier;

/** A target that keeps the mean of the last half minute, as the gateway does: in slices of ten seconds, looked at every 250 ms. */
final class ModelTarget implements TargetView {

  private static final long SLICE_NANOS = 10_000_000_000L;
  private static final long SNAPSHOT_NANOS = 250_000_000L;

  private static final class Slice {
    long epoch;
    long count;
    double sum;
  }

  private final String id;
  private final boolean local;
  private final LongSupplier clock;
  private final ArrayDeque<Slice> slices = new ArrayDeque<>();
  private int inFlight;
  private long snapshotAt = Long.MIN_VALUE;
  private long samples;
  private long mean;

  ModelTarget(String id, boolean local, LongSupplier clock) {
    this.id = id;
    this.local = local;
    this.clock = clock;
  }

  void began() {
    inFlight++;
  }

  void ended(long latencyNanos) {
    inFlight--;
    long epoch = Math.floorDiv(clock.getAsLong(), SLICE_NANOS);
    if (slices.isEmpty() || slices.getLast().epoch < epoch) {
      Slice slice = new Slice();
      slice.epoch = epoch;
      slices.add(slice);
    }
    slices.getLast().count++;
    slices.getLast().sum += latencyNanos;
  }

  private void look() {
    long now = clock.getAsLong();
    if (snapshotAt == Long.MIN_VALUE || now - snapshotAt >= SNAPSHOT_NANOS) {
      snapshotAt = now;
      long oldest = Math.floorDiv(now, SLICE_NANOS) - 2;
      slices.removeIf(slice -> slice.epoch < oldest);
      samples = slices.stream().mapToLong(slice -> slice.count).sum();
      double sum = slices.stream().mapToDouble(slice -> slice.sum).sum();
      mean = samples == 0 ? 0 : (long) (sum / samples);
    }
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String region() {
    return id;
  }

  @Override
  public boolean local() {
    return local;
  }

  @Override
  public Availability availability() {
    return Availability.ADMITTED;
  }

  @Override
  public int inFlight() {
    return inFlight;
  }

  @Override
  public int limit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public long meanLatencyNanos() {
    look();
    return mean;
  }

  @Override
  public long latencyQuantileNanos(double q) {
    throw new AssertionError("not looked at");
  }

  @Override
  public long latencySamples() {
    look();
    return samples;
  }

  @Override
  public double errorRate() {
    return 0;
  }
}
