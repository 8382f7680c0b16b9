package io.rhumb.testkit;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A residency fence leaves a request with some of the targets, while the requests before it and beside it have all of them. What a
 * strategy has learnt of a target outside must not bring that target into the plan.
 */
final class FencePoint {

  private static final int TARGETS = 10;
  private static final int ROUNDS = 300;
  private static final long SEED = 4;
  private static final long QUICK_NANOS = 5_000_000;

  private FencePoint() {}

  static void check(Subject subject) {
    Preflight.assumeSound(subject);
    Random random = new Random(SEED);
    FakeTargets all = FakeTargets.healthy(TARGETS);
    try (RoutingStrategy strategy = subject.create()) {
      for (int round = 0; round < ROUNDS; round++) {
        for (String target : Plans.order(Plans.known(strategy, FakeRequest.plain(), all))) {
          strategy.onAttempt(
              new FakeAttempt(target, AttemptKind.PRIMARY, AttemptResult.ANSWERED, QUICK_NANOS));
        }
        Plans.known(strategy, FakeRequest.plain(), some(all, random));
      }
    }
  }

  private static FakeTargets some(FakeTargets all, Random random) {
    List<TargetView> shuffled = new ArrayList<>(all.list());
    Collections.shuffle(shuffled, random);
    return new FakeTargets(shuffled.subList(0, 1 + random.nextInt(TARGETS - 1)));
  }
}
