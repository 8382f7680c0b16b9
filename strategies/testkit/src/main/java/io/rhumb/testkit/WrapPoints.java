package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What happens where numbers begin anew: the clock, and the strategy's own counters. */
final class WrapPoints {

  private static final int AROUND_WRAP = 64;
  /** More than a byte or a short can count. */
  private static final int MANY = (1 << 16) + AROUND_WRAP;

  private static final long SEED = 6;
  private static final int COUNTED = 1_000;
  /** No power of two: there even a negative remainder is 0 now and then. */
  private static final int TARGETS = 10;

  private WrapPoints() {}

  /** From half a second before the clock's largest number to minutes after it. */
  static void survivesTheClock(Subject subject) {
    Preflight.assumeSound(subject);
    TestEnvironment environment = TestEnvironment.startingAt(Long.MAX_VALUE - 500_000_000L, SEED);
    FakeTargets targets = FakeTargets.measured(3);
    try (RoutingStrategy strategy = environment.create(subject)) {
      for (int step = 0; step < 1_000; step++) {
        Plans.known(strategy, FakeRequest.plain(), targets);
        environment.clock().advance(Duration.ofMillis(step));
      }
    }
  }

  static void survivesManyPlans(Subject subject) {
    Preflight.assumeSound(subject);
    FakeTargets targets = FakeTargets.measured(3);
    try (RoutingStrategy strategy = subject.create()) {
      plan(strategy, targets, MANY);
      Plans.known(strategy, FakeRequest.plain(), targets);
    }
  }

  /**
   * Nobody waits for 2³¹ plans: a field that counts plans one by one is set to just below that. A {@code long} too, since it is often
   * cast to an {@code int}; its own end is out of reach.
   */
  static void survivesItsCounters(Subject subject) {
    Preflight.assumeSound(subject);
    FakeTargets targets = FakeTargets.measured(TARGETS);
    try (RoutingStrategy strategy = subject.create()) {
      Runnable plans = () -> plan(strategy, targets, COUNTED);
      plans.run();
      List<PlanCounter> counters = PlanCounter.of(strategy, COUNTED, plans);
      Assumptions.assumeFalse(counters.isEmpty(), "no field counts plans");
      counters.forEach(counter -> counter.set(Integer.MAX_VALUE - AROUND_WRAP));
      for (int i = 0; i < 2 * AROUND_WRAP; i++) {
        planAtTheWrap(strategy, targets, counters);
      }
    }
  }

  private static void plan(RoutingStrategy strategy, FakeTargets targets, int times) {
    for (int i = 0; i < times; i++) {
      Plans.made(strategy, FakeRequest.plain(), targets);
    }
  }

  private static void planAtTheWrap(
      RoutingStrategy strategy, FakeTargets targets, List<PlanCounter> counters) {
    try {
      Plans.known(strategy, FakeRequest.plain(), targets);
    } catch (AssertionError fault) {
      throw new AssertionError(
          fault.getMessage() + ", after 2^31 plans: " + counters + " (expected: a counter that may"
              + " wrap, as with Math.floorMod)",
          fault);
    }
  }
}
