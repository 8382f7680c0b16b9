package io.rhumb.testkit;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What a strategy must bear: odd numbers, odd requests, odd attempts. */
final class RobustnessPoints {

  private static final int PLANS = 500;
  private static final long SEED = 5;
  private static final List<Long> LATENCIES = List.of(0L, 1L, 1_000_000L, Long.MAX_VALUE);
  private static final List<Integer> IN_FLIGHT = List.of(0, 1, Integer.MAX_VALUE);
  private static final List<Integer> LIMITS = List.of(1, Integer.MAX_VALUE);
  private static final List<Long> SAMPLES = List.of(0L, 1L, Long.MAX_VALUE);
  private static final List<String> HEADER_VALUES =
      List.of("", " ", "0", "-1", "user-1", "\u00fc\uD83D\uDE00\u0000", "x".repeat(8_000));

  private RobustnessPoints() {}

  static void bearsNumbersThatChange(Subject subject, int size) {
    Preflight.assumeSound(subject);
    FakeTargets targets = RestlessTarget.view(size, new SplittableRandom(SEED));
    try (RoutingStrategy strategy = subject.create()) {
      for (int i = 0; i < PLANS; i++) {
        Plans.known(strategy, FakeRequest.plain(), targets);
      }
    }
  }

  static void bearsExtremeNumbers(Subject subject, int size) {
    Preflight.assumeSound(subject);
    SplittableRandom random = new SplittableRandom(SEED);
    try (RoutingStrategy strategy = subject.create()) {
      for (int i = 0; i < PLANS; i++) {
        List<FakeTarget> targets = new ArrayList<>();
        for (int target = 0; target < size; target++) {
          FakeTarget extreme = extreme("t" + target, random);
          targets.add(target == 0 ? extreme.is(Availability.ADMITTED) : extreme);
        }
        RouteRequest request =
            FakeRequest.within(Duration.ofNanos(random.nextBoolean() ? 1 : Long.MAX_VALUE));
        Plans.known(strategy, request, new FakeTargets(targets));
      }
    }
  }

  private static FakeTarget extreme(String id, SplittableRandom random) {
    return new FakeTarget(
        id,
        random.nextBoolean() ? "" : "r".repeat(200),
        random.nextBoolean(),
        Any.of(Any.AVAILABILITY, random),
        Any.of(IN_FLIGHT, random),
        Any.of(LIMITS, random),
        Any.of(LATENCIES, random),
        Any.of(LATENCIES, random),
        Any.of(SAMPLES, random),
        random.nextInt(2));
  }

  static void bearsAnyHeader(Subject subject) {
    Preflight.assumeSound(subject);
    FakeTargets targets = FakeTargets.healthy(3);
    try (RoutingStrategy strategy = subject.create()) {
      for (String value : HEADER_VALUES) {
        Plans.known(strategy, new EveryHeader(value), targets);
      }
    }
  }

  /** A request that has every header that it is asked for. */
  private record EveryHeader(String value) implements RouteRequest {

    @Override
    public String model() {
      return "fraud";
    }

    @Override
    public String method() {
      return "predict";
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.of(value);
    }

    @Override
    public long timeLeftNanos() {
      return 1;
    }
  }

  static void bearsAnyAttempt(Subject subject) {
    Preflight.assumeSound(subject);
    FakeTargets targets = FakeTargets.measured(3);
    try (RoutingStrategy strategy = subject.create()) {
      Plans.known(strategy, FakeRequest.plain(), targets);
      for (FakeAttempt attempt : attempts()) {
        tell(strategy, attempt);
        RoutePlan plan = Plans.known(strategy, FakeRequest.plain(), targets);
        Plans.confirmDelayed(strategy, plan, targets);
      }
    }
  }

  /** Of a target that this strategy has never seen, too: another one planned the request before it was exchanged. */
  private static List<FakeAttempt> attempts() {
    List<FakeAttempt> attempts = new ArrayList<>();
    for (String target : List.of("t0", "t2", "never-seen", "")) {
      for (AttemptKind kind : AttemptKind.values()) {
        for (AttemptResult result : AttemptResult.values()) {
          attempts.add(new FakeAttempt(target, kind, result, 0));
          attempts.add(new FakeAttempt(target, kind, result, 20_000_000));
          attempts.add(new FakeAttempt(target, kind, result, Long.MAX_VALUE));
        }
      }
    }
    return attempts;
  }

  private static void tell(RoutingStrategy strategy, FakeAttempt attempt) {
    try {
      strategy.onAttempt(attempt);
    } catch (RuntimeException | StackOverflowError | AssertionError fault) {
      throw new AssertionError(
          "onAttempt: threw " + fault + " for " + attempt + " (expected: any attempt is heard, also"
              + " one on a target that was never planned)",
          fault);
    }
  }

  static void bearsToBeClosedTwice(Subject subject) {
    Preflight.assumeSound(subject);
    RoutingStrategy strategy = subject.create();
    Plans.known(strategy, FakeRequest.plain(), FakeTargets.healthy(3));
    strategy.close();
    try {
      strategy.close();
    } catch (RuntimeException | AssertionError fault) {
      // The kit closes a strategy with all that it decorates; what one of them threw is inside.
      Throwable cause = fault.getSuppressed().length > 0 ? fault.getSuppressed()[0] : fault;
      throw new AssertionError(
          "close: the second call threw " + cause + " (expected: it does nothing)", cause);
    }
  }
}
