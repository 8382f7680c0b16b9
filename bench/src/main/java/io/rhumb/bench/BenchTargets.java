package io.rhumb.bench;

import io.rhumb.engine.Admission;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Targets as the gateway has them: the engine's own, on the machine's monotonic clock. */
final class BenchTargets {

  private static final List<String> REGIONS = List.of(
      "us-central1",
      "us-east4",
      "us-west1",
      "europe-west1",
      "europe-west4",
      "europe-west9",
      "asia-east1",
      "asia-south1",
      "asia-northeast1",
      "australia-southeast1");

  private static final int ANSWERS = 200;

  private BenchTargets() {}

  /** The first {@code count} regions; the second is the local one. */
  static TargetSet of(int count, LongSupplier clock) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String region = REGIONS.get(i);
      targets.add(new Target(region, region, i == 1, Admission.ALWAYS, clock, new Random(i)));
    }
    return new TargetSet(targets);
  }

  /** The same, after two hundred answers of a hundred milliseconds each: what strategies that learn are for. */
  static TargetSet known(int count, LongSupplier clock) {
    TargetSet targets = of(count, clock);
    for (int i = 0; i < ANSWERS * count; i++) {
      new OneAnswer(targets, targets.get(i % count)).run();
    }
    return targets;
  }

  /** What their strategies get; its clock is for them as well. */
  static StrategyEnvironment environment() {
    long origin = System.nanoTime();
    return new StrategyEnvironment(
        () -> System.nanoTime() - origin, new SplittableRandom(1), "us-east4");
  }
}
