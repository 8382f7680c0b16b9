package io.rhumb.engine;

import static io.rhumb.engine.DispatchHarness.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import io.rhumb.strategy.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every plan, every outcome and every order of events. {@link DispatchHarness} holds more of it. */
final class DispatchInvariantsTest {

  private static final int RUNS_PER_SEED = 4_000;

  private static final List<Outcome> OUTCOMES = List.of(
      Outcome.SUCCESS,
      Outcome.REJECTED,
      Outcome.UNREACHABLE,
      Outcome.HEAD_TOO_LARGE,
      Outcome.CONNECTION_LOST,
      Outcome.INTERNAL_ERROR,
      Outcome.UNAVAILABLE,
      Outcome.TIMEOUT,
      Outcome.REQUEST_TIMEOUT,
      Outcome.THROTTLED,
      Outcome.NOT_READY,
      Outcome.UNAUTHENTICATED,
      Outcome.NOT_FOUND,
      Outcome.TOO_LARGE,
      Outcome.NO_ROOM);

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void anyRun_keepsTheInvariants(long seed) {
    Random seeds = new Random(seed);
    for (int i = 0; i < RUNS_PER_SEED; i++) {
      long runSeed = seeds.nextLong();
      try {
        new Run(new Random(runSeed)).play();
      } catch (RuntimeException | AssertionError broken) {
        throw new AssertionError("run " + runSeed + ": " + broken.getMessage(), broken);
      }
    }
  }

  /** One request with a plan, targets and a course of events, all by chance. */
  private static final class Run {

    private final Random random;
    private final DispatchHarness harness;
    private final DispatchPolicy policy;
    private final List<String> ids;
    private final boolean lateTimers;
    private final double eagerness;

    Run(Random random) {
      this.random = random;
      this.ids =
          IntStream.rangeClosed(1, 1 + random.nextInt(6)).mapToObj(i -> "t" + i).toList();
      this.policy = new DispatchPolicy(
          ms(1 + random.nextInt(2_000)),
          random.nextInt(4) == 0,
          ms(1 + random.nextInt(2_000)),
          1 + random.nextInt(4));
      this.lateTimers = random.nextInt(4) == 0;
      this.eagerness = random.nextDouble() / 2;
      this.harness = new DispatchHarness(ids.toArray(String[]::new)).policy(policy);
      for (String id : ids) {
        prepare(id);
      }
    }

    private void prepare(String id) {
      switch (random.nextInt(8)) {
        case 0 -> harness.admission(id).refuseUntil(ms(random.nextInt(3_000)));
        case 1 -> harness.throttle(id, random.nextInt(3_000));
        case 2 -> harness.admission(id).admitAsProbe();
        default -> {}
      }
    }

    void play() {
      harness.onLaunch(attempt -> {
        assertThat(harness.nowNanos())
            .as("launched before the deadline")
            .isLessThan(policy.timeoutNanos());
        assertThat(attempt.endsByNanos())
            .isGreaterThan(harness.nowNanos())
            .isLessThanOrEqualTo(policy.timeoutNanos());
        assertThat(counted()).as("attempts that count").isLessThanOrEqualTo(policy.maxAttempts());
        if (random.nextDouble() < eagerness) {
          end(attempt);
        }
      });
      harness.start(plan());
      while (!harness.settled()) {
        event();
        requireAWakeInTime();
      }
      afterwards();
    }

    private Step[] plan() {
      List<String> order = new ArrayList<>(ids);
      Collections.shuffle(order, random);
      int size = 1 + random.nextInt(order.size());
      Step[] steps = new Step[size];
      for (int i = 0; i < size; i++) {
        steps[i] = i == 0 ? Step.immediately(order.get(0), "") : step(order.get(i));
      }
      return steps;
    }

    private Step step(String id) {
      return switch (Trigger.values()[random.nextInt(3)]) {
        case IMMEDIATELY -> Step.immediately(id, "");
        case ON_FAILURE -> Step.onFailure(id, "");
        case AFTER_DELAY_OR_FAILURE ->
          Step.afterDelayOrFailure(id, Duration.ofMillis(random.nextInt(500)), "");
      };
    }

    private void event() {
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> pass(random.nextInt(300));
        case 4 -> harness.wake();
        case 5 -> {
          if (random.nextInt(20) == 0) {
            harness.clientGone();
          }
        }
        default -> end(harness.launched().get(random.nextInt(harness.launched().size())));
      }
    }

    private void pass(long millis) {
      if (lateTimers) {
        harness.sleep(millis);
      } else {
        harness.advance(millis);
      }
    }

    private void end(Attempt attempt) {
      Outcome outcome = OUTCOMES.get(random.nextInt(OUTCOMES.size()));
      long hint = random.nextBoolean() ? -1 : ms(random.nextInt(5_000));
      harness.end(attempt, outcome, hint);
    }

    private void requireAWakeInTime() {
      if (!harness.settled()) {
        boolean inTime = harness.nowNanos() < policy.timeoutNanos();
        assertThat(inTime || lateTimers).as("open beyond the deadline").isTrue();
        assertThat(harness.wakeAtNanos())
            .as("the next wake")
            .isLessThanOrEqualTo(Math.max(policy.timeoutNanos(), harness.nowNanos() + 1));
      }
    }

    /** Late ends, wakes and a client that hangs up must do nothing: the harness refuses every action. */
    private void afterwards() {
      harness.launched().forEach(this::end);
      harness.wake();
      harness.dispatch().clientGone(harness.nowNanos());
      harness.assertNothingLeft();
      assertThat(harness.launched()).extracting(Attempt::target).doesNotHaveDuplicates();
    }

    private long counted() {
      return harness.launched().stream().filter(Run::counts).count();
    }

    private static boolean counts(Attempt attempt) {
      Outcome outcome = attempt.outcome();
      return outcome == null || outcome.next() != Outcome.Next.FREE;
    }
  }
}
