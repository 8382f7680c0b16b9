package io.rhumb.testkit;

import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Assertions;

/** What a single plan owes. Each point has a strategy of its own, and views of one size. */
final class PlanPoints {

  private static final int PLANS = 200;
  private static final long SEED = 3;

  private PlanPoints() {}

  static void isMade(Subject subject, int size) {
    try (RoutingStrategy strategy = subject.create()) {
      FakeTargets healthy = FakeTargets.healthy(size);
      Random random = new Random(SEED);
      for (int i = 0; i < PLANS; i++) {
        Plans.made(strategy, FakeRequest.plain(), healthy);
        Plans.made(strategy, FakeRequest.plain(), Views.busy(size, random));
      }
    }
  }

  static void namesTargetsOfTheView(Subject subject, int size) {
    Preflight.assumeMakesPlans(subject);
    try (RoutingStrategy strategy = subject.create()) {
      FakeTargets healthy = FakeTargets.healthy(size);
      for (int i = 0; i < PLANS; i++) {
        Plans.known(strategy, FakeRequest.plain(), healthy);
      }
    }
    mixed(subject, size, (plan, targets) -> {});
  }

  static void reachesEveryTarget(Subject subject, int size) {
    Preflight.assumeSound(subject);
    mixed(subject, size, Plans::requireAdmitted);
  }

  static void putsRefusedTargetsLast(Subject subject, int size) {
    Preflight.assumeSound(subject);
    mixed(subject, size, Plans::requireRefusedLast);
  }

  static void isMadeThoughAllRefuse(Subject subject, int size) {
    Preflight.assumeSound(subject);
    try (RoutingStrategy strategy = subject.create()) {
      Random random = new Random(SEED);
      for (int i = 0; i < PLANS; i++) {
        Plans.known(strategy, FakeRequest.plain(), Views.refused(size, random));
      }
    }
  }

  static void saysWhy(Subject subject, int size) {
    Preflight.assumeSound(subject);
    mixed(subject, size, (plan, targets) -> {
      for (Step step : plan.steps()) {
        if (step.reason().isBlank()) {
          Assertions.fail("reason of " + step.target() + ": blank (expected: a few words for the"
              + " person who reads the decision log)");
        }
      }
    });
  }

  private static void mixed(Subject subject, int size, BiConsumer<RoutePlan, FakeTargets> check) {
    try (RoutingStrategy strategy = subject.create()) {
      Random random = new Random(SEED);
      for (int i = 0; i < PLANS; i++) {
        FakeTargets targets = Views.mixed(size, random);
        check.accept(Plans.known(strategy, FakeRequest.plain(), targets), targets);
      }
    }
  }
}
