package io.rhumb.engine;

import static io.rhumb.engine.DispatchHarness.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One request whose model has used up its budget: what runs goes on. */
final class DispatchBudgetTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  @Test
  void failoverRefused_endsAsWithTheLastAttempt() {
    exhaust();
    harness.startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "0 ended a UNAVAILABLE", "0 fail UNAVAILABLE");
    assertThat(harness.budget().refused(Extra.FAILOVER)).isEqualTo(2);
  }

  @Test
  void failoverRefused_whatTheTargetSaidIsTheAnswer() {
    exhaust();
    harness.startInOrder();
    harness.end("a", Outcome.INTERNAL_ERROR);

    assertThat(harness.log()).endsWith("0 answer a");
  }

  @Test
  void nobodyWasReached_failsOverAllTheSame() {
    exhaust();
    harness.startInOrder();
    harness.end("a", Outcome.UNREACHABLE);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 launch b FAILOVER", "0 ended b SUCCESS", "0 answer b");
  }

  /** What replaces a first attempt that cost nobody anything is a first attempt itself. */
  @Test
  void nobodyWasReached_whatFollowsCostsNothing() {
    harness.startInOrder();
    harness.end("a", Outcome.UNREACHABLE);
    harness.end("b", Outcome.UNAVAILABLE);

    assertThat(harness.budget().left(0)).isEqualTo(100);
  }

  @Test
  void noTargetWouldTakeIt_isNotCountedAsRefused() {
    exhaust();
    long before = harness.budget().refused(Extra.FAILOVER);
    harness.admission("b").refuseUntil(ms(60_000));
    harness.startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);

    assertThat(harness.budget().refused(Extra.FAILOVER)).isEqualTo(before);
  }

  @Test
  void hedgeRefused_primaryGoesOn_andTheHedgeAsksAgain() {
    for (int i = 0; i < 10; i++) {
      harness.budget().admit(Extra.HEDGE, 0);
    }
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(100), ""));
    harness.advance(150);
    assertThat(harness.log()).containsExactly("0 launch a PRIMARY");
    assertThat(harness.suppressed()).containsExactly(HedgeSuppression.BUDGET);

    harness.budget().release(Extra.HEDGE);
    harness.advance(100);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "200 launch b HEDGE",
            "250 ended a SUCCESS",
            "250 ended b LOST_EXTRA",
            "250 cancel b",
            "250 answer a");
  }

  @Test
  void hedgeRefused_isStillThereForAFailure() {
    for (int i = 0; i < 10; i++) {
      harness.budget().admit(Extra.HEDGE, 0);
    }
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(100), ""));
    harness.advance(150);
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).contains("150 launch b FAILOVER").endsWith("150 answer b");
  }

  @Test
  void strategyDoesNotConfirm_budgetGetsItBack() {
    harness.confirms(step -> false);
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(100), ""));
    harness.advance(150);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.budget().left(0)).isEqualTo(100);
  }

  private void exhaust() {
    Budget budget = harness.budget();
    while (budget.admit(Extra.FAILOVER, 0)) {
      budget.end(Extra.FAILOVER, Outcome.UNAVAILABLE);
    }
  }
}
