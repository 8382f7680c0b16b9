package io.rhumb.testkit;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;

/** The same chance, the same time and the same calls make the same plans: else nothing can be simulated or replayed. */
final class SeedPoint {

  private static final int PLANS = 1_000;
  private static final long SEED = 7;

  private SeedPoint() {}

  static void check(Subject subject) {
    Preflight.assumeSound(subject);
    Twin one = new Twin(subject);
    Twin other = new Twin(subject);
    for (int i = 0; i < PLANS; i++) {
      RoutePlan plan = one.next();
      RoutePlan again = other.next();
      if (!plan.equals(again)) {
        Assertions.fail("plan " + i + ": " + plan + ", and at the second run with the same seed "
            + again + " (expected: the same; take time and chance from the context only, and no"
            + " order from a HashMap or an identity)");
      }
    }
    one.strategy.close();
    other.strategy.close();
  }

  private static final class Twin {

    private final TestEnvironment environment = TestEnvironment.seeded(SEED);
    private final Random random = new Random(SEED);
    private final RoutingStrategy strategy;

    Twin(Subject subject) {
      strategy = environment.create(subject);
    }

    RoutePlan next() {
      FakeTargets targets = Views.mixed(1 + random.nextInt(10), random);
      FakeRequest request = FakeRequest.with("x-user", "user-" + random.nextInt(50));
      RoutePlan plan = Plans.made(strategy, request, targets);
      environment.clock().advance(Duration.ofMillis(random.nextInt(100)));
      String first = plan.steps().get(0).target();
      strategy.onAttempt(Any.attempt(first, random.nextInt(100), random.nextInt(500_000_000)));
      return plan;
    }
  }
}
