package io.rhumb.strategy.builtin;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;

/** A target of which a strategy sees what the test says. */
record FakeTarget(String id, boolean local, Availability availability, int inFlight, int limit)
    implements TargetView {

  static FakeTarget local(String id) {
    return new FakeTarget(id, true, Availability.ADMITTED, 0, Integer.MAX_VALUE);
  }

  static FakeTarget remote(String id) {
    return new FakeTarget(id, false, Availability.ADMITTED, 0, Integer.MAX_VALUE);
  }

  FakeTarget is(Availability other) {
    return new FakeTarget(id, local, other, inFlight, limit);
  }

  FakeTarget runs(int attempts, int most) {
    return new FakeTarget(id, local, availability, attempts, most);
  }

  @Override
  public String region() {
    return id;
  }

  @Override
  public long meanLatencyNanos() {
    return 0;
  }

  @Override
  public long latencyQuantileNanos(double q) {
    return 0;
  }

  @Override
  public long latencySamples() {
    return 0;
  }

  @Override
  public double errorRate() {
    return 0;
  }
}
