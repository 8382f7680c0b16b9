package io.rhumb.testkit;

import io.rhumb.strategy.RoutingStrategy;
import org.junit.jupiter.api.Assumptions;

/** What every other point builds on. A strategy that fails here is told so once, and not by every point anew. */
final class Preflight {

  private static final int PLANS = 20;

  private Preflight() {}

  /** Aborts the point unless the strategy can be created and makes plans for healthy targets. */
  static void assumeMakesPlans(Subject subject) {
    assume(() -> {
      for (int size : Sizes.ALL) {
        ask(subject.create(), size, false);
      }
    });
  }

  /** Aborts the point unless these plans also name nothing but the targets of the view. */
  static void assumeSound(Subject subject) {
    assume(() -> {
      for (int size : Sizes.ALL) {
        ask(subject.create(), size, true);
      }
    });
  }

  private static void ask(RoutingStrategy strategy, int size, boolean known) {
    FakeTargets targets = FakeTargets.healthy(size);
    for (int i = 0; i < PLANS; i++) {
      if (known) {
        Plans.known(strategy, FakeRequest.plain(), targets);
      } else {
        Plans.made(strategy, FakeRequest.plain(), targets);
      }
    }
    strategy.close();
  }

  private static void assume(Runnable check) {
    try {
      check.run();
    } catch (RuntimeException | AssertionError fault) {
      Assumptions.abort("another point says what to mend first: " + fault.getMessage());
    }
  }
}
