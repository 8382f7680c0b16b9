package io.rhumb.strategy.builtin;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;
import java.time.Duration;

/**
 * A target of which a strategy sees what the test says.
 *
 * @param tailNanos every quantile above the median
 */
record FakeTarget(
    String id,
    boolean local,
    Availability availability,
    int inFlight,
    int limit,
    long meanLatencyNanos,
    long tailNanos,
    long latencySamples)
    implements TargetView {

  FakeTarget(String id, boolean local, Availability availability, int inFlight, int limit) {
    this(id, local, availability, inFlight, limit, 0, 0, 0);
  }

  static FakeTarget local(String id) {
    return new FakeTarget(id, true, Availability.ADMITTED, 0, Integer.MAX_VALUE);
  }

  static FakeTarget remote(String id) {
    return new FakeTarget(id, false, Availability.ADMITTED, 0, Integer.MAX_VALUE);
  }

  FakeTarget is(Availability other) {
    return new FakeTarget(
        id, local, other, inFlight, limit, meanLatencyNanos, tailNanos, latencySamples);
  }

  FakeTarget runs(int attempts, int most) {
    return new FakeTarget(
        id, local, availability, attempts, most, meanLatencyNanos, tailNanos, latencySamples);
  }

  FakeTarget answersIn(Duration mean, long samples) {
    return answersIn(mean, mean.multipliedBy(3), samples);
  }

  FakeTarget answersIn(Duration mean, Duration tail, long samples) {
    return new FakeTarget(
        id, local, availability, inFlight, limit, mean.toNanos(), tail.toNanos(), samples);
  }

  @Override
  public String region() {
    return id;
  }

  @Override
  public long latencyQuantileNanos(double q) {
    return q > 0.5 ? tailNanos : meanLatencyNanos;
  }

  @Override
  public double errorRate() {
    return 0;
  }
}
