package io.rhumb.testkit;

import io.rhumb.strategy.Availability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Views as a gateway may show them. */
final class Views {

  private static final List<Availability> REFUSING =
      List.of(Availability.COOLING, Availability.BREAKER_OPEN);

  private Views() {}

  /** Some targets admit attempts, at least one; the others refuse, at least one if there are two. */
  static FakeTargets mixed(int size, Random random) {
    List<FakeTarget> targets = new ArrayList<>();
    int admits = random.nextInt(size);
    int refuses = size == 1 ? -1 : (admits + 1 + random.nextInt(size - 1)) % size;
    for (int i = 0; i < size; i++) {
      boolean refusing = i == refuses || (i != admits && random.nextBoolean());
      targets.add(any(i, random).is(refusing ? refusing(random) : admitting(random)));
    }
    return new FakeTargets(targets);
  }

  /** Every target refuses. */
  static FakeTargets refused(int size, Random random) {
    List<FakeTarget> targets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      targets.add(any(i, random).is(refusing(random)));
    }
    return new FakeTargets(targets);
  }

  /** Every target admits attempts, and has numbers of its own. */
  static FakeTargets busy(int size, Random random) {
    List<FakeTarget> targets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      targets.add(any(i, random));
    }
    return new FakeTargets(targets);
  }

  private static FakeTarget any(int index, Random random) {
    FakeTarget target =
        random.nextBoolean() ? FakeTarget.local("t" + index) : FakeTarget.remote("t" + index);
    return target
        .runs(random.nextInt(4), 1 + random.nextInt(4))
        .answersIn(Duration.ofMillis(1 + random.nextInt(500)), random.nextInt(300))
        .fails(random.nextDouble());
  }

  private static Availability refusing(Random random) {
    return Any.of(REFUSING, random);
  }

  private static Availability admitting(Random random) {
    return random.nextInt(4) == 0 ? Availability.PROBE_ONLY : Availability.ADMITTED;
  }
}
