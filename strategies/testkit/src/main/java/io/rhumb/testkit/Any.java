package io.rhumb.testkit;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Availability;
import java.util.List;
import java.util.random.RandomGenerator;

/** One of several, by chance or in turn. */
final class Any {

  static final List<Availability> AVAILABILITY = List.of(Availability.values());

  private static final List<AttemptKind> KINDS = List.of(AttemptKind.values());
  private static final List<AttemptResult> RESULTS = List.of(AttemptResult.values());

  private Any() {}

  static <T> T of(List<T> list, RandomGenerator random) {
    return list.get(random.nextInt(list.size()));
  }

  /** The n-th attempt of a row in which there is every kind and every result. */
  static FakeAttempt attempt(String target, int n, long elapsedNanos) {
    return new FakeAttempt(
        target,
        KINDS.get(n % KINDS.size()),
        RESULTS.get(n / KINDS.size() % RESULTS.size()),
        elapsedNanos);
  }
}
