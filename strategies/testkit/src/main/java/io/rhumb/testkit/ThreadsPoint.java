package io.rhumb.testkit;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** One instance serves every event loop at once: 64 threads plan, confirm and tell of attempts. */
final class ThreadsPoint {

  private static final int THREADS = 64;
  private static final int PLANS = 400;

  private ThreadsPoint() {}

  static void check(Subject subject, int size) throws InterruptedException {
    Preflight.assumeSound(subject);
    AtomicLong seed = new AtomicLong();
    try (RoutingStrategy strategy = subject.create();
        EventLoops loops = new EventLoops(THREADS)) {
      loops.onEach(() ->
          loop(strategy, RestlessTarget.view(size, new SplittableRandom(seed.incrementAndGet()))));
    }
  }

  private static void loop(RoutingStrategy strategy, FakeTargets targets) {
    for (int i = 0; i < PLANS; i++) {
      RoutePlan plan = Plans.known(strategy, FakeRequest.plain(), targets);
      Plans.confirmDelayed(strategy, plan, targets);
      String first = plan.steps().get(0).target();
      strategy.onAttempt(Any.attempt(first, i, 1_000_000L * i));
    }
  }
}
