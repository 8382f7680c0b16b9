package io.rhumb.testkit;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * One instance serves every event loop at once: 64 threads plan, confirm and tell of attempts. First with targets that make the threads
 * take turns in the midst of a plan, then with targets that let them run as fast as they can: some races need the one, some the
 * other.
 */
final class ThreadsPoint {

  private static final int THREADS = 64;
  private static final int[] SIZES = {2, 3, 10};
  private static final int PLANS_IN_TURNS = 100;
  private static final int PLANS_AT_SPEED = 500;

  private ThreadsPoint() {}

  static void check(Subject subject) throws InterruptedException {
    Preflight.assumeSound(subject);
    AtomicLong seed = new AtomicLong();
    for (int size : SIZES) {
      check(subject, PLANS_IN_TURNS, () -> RestlessTarget.view(size, random(seed)));
      check(subject, PLANS_AT_SPEED, () -> FakeTargets.measured(size));
    }
  }

  private static SplittableRandom random(AtomicLong seed) {
    return new SplittableRandom(seed.incrementAndGet());
  }

  private static void check(Subject subject, int plans, Supplier<FakeTargets> views)
      throws InterruptedException {
    try (RoutingStrategy strategy = subject.create();
        EventLoops loops = new EventLoops(THREADS)) {
      loops.onEach(() -> loop(strategy, views.get(), plans));
    }
  }

  private static void loop(RoutingStrategy strategy, FakeTargets targets, int plans) {
    for (int i = 0; i < plans; i++) {
      RoutePlan plan = Plans.known(strategy, FakeRequest.plain(), targets);
      Plans.confirmDelayed(strategy, plan, targets);
      String first = plan.steps().get(0).target();
      strategy.onAttempt(Any.attempt(first, i, 1_000_000L * i));
    }
  }
}
