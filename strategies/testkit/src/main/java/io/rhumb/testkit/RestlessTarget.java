package io.rhumb.testkit;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.TargetView;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A target whose numbers are others at every look, as those of a busy gateway are: all event loops write them while one of them
 * plans. The local one always admits attempts. Now and then a look gives way to another thread. For one thread.
 */
record RestlessTarget(String id, boolean local, RandomGenerator random) implements TargetView {

  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final int LOOKS_PER_YIELD = 64;

  static FakeTargets view(int size, RandomGenerator random) {
    List<RestlessTarget> targets = IntStream.range(0, size)
        .mapToObj(i -> new RestlessTarget("t" + i, i == 0, random))
        .toList();
    return new FakeTargets(targets);
  }

  @Override
  public String region() {
    return id;
  }

  @Override
  public Availability availability() {
    return local || random.nextBoolean() ? Availability.ADMITTED : Any.of(Any.AVAILABILITY, random);
  }

  @Override
  public int inFlight() {
    return look(10);
  }

  @Override
  public int limit() {
    return 1 + look(10);
  }

  @Override
  public long meanLatencyNanos() {
    return look(3) == 0 ? 0 : random.nextLong(SECOND_NANOS);
  }

  @Override
  public long latencyQuantileNanos(double q) {
    return meanLatencyNanos();
  }

  @Override
  public long latencySamples() {
    return look(200);
  }

  @Override
  public double errorRate() {
    return look(100) / 100.0;
  }

  // Nothing relies on it: it only makes it likelier that threads meet where they should not.
  @SuppressWarnings("ThreadPriorityCheck")
  private int look(int bound) {
    if (random.nextInt(LOOKS_PER_YIELD) == 0) {
      Thread.yield();
    }
    return random.nextInt(bound);
  }
}
