package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attempts that run side by side. */
final class DispatchHedgeTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  private static Step after(String target, long millis) {
    return Step.afterDelayOrFailure(target, Duration.ofMillis(millis), "");
  }

  @Test
  void hedge_startsAfterItsDelay_andNotBefore() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(49);
    assertThat(harness.log()).containsExactly("0 launch a PRIMARY");
    harness.advance(1);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "50 launch b HEDGE",
            "50 ended b SUCCESS",
            "50 ended a LOST",
            "50 cancel a",
            "50 answer b");
  }

  @Test
  void hedge_loses_isCancelledAndForgotten() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(60);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .endsWith("60 ended a SUCCESS", "60 ended b LOST_EXTRA", "60 cancel b", "60 answer a");
    assertThat(harness.admission("b").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
    assertThat(harness.target("b").latencySamples()).isZero();
    assertThat(harness.target("b").errorRate()).isZero();
  }

  @Test
  void primary_loses_isNoFailure_butItsTimeCounts() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(80);
    harness.end("b", Outcome.SUCCESS);
    harness.sleep(1_000);

    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
    assertThat(harness.target("a").meanLatencyNanos()).isEqualTo(DispatchHarness.ms(80));
    assertThat(harness.target("a").errorRate()).isZero();
  }

  @Test
  void failure_beforeTheDelay_suppressesTheHedge() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(10);
    harness.end("a", Outcome.UNAVAILABLE);
    harness.advance(100);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "10 ended a UNAVAILABLE",
            "10 launch b FAILOVER",
            "110 ended b SUCCESS",
            "110 answer b");
  }

  @Test
  void answer_beforeTheDelay_suppressesTheHedge() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(10);
    harness.end("a", Outcome.SUCCESS);
    harness.advance(100);

    assertThat(harness.launched()).hasSize(1);
  }

  @Test
  void eachDelay_countsFromTheStepBefore() {
    harness.start(Step.immediately("a", ""), after("b", 50), after("c", 30));
    harness.advance(20);
    harness.end("a", Outcome.UNAVAILABLE);
    harness.advance(30);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log())
        .startsWith("0 launch a PRIMARY", "20 ended a UNAVAILABLE", "20 launch b FAILOVER")
        .contains("50 launch c HEDGE");
  }

  @Test
  void hedge_fails_thePrimaryMayStillAnswer() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(50);
    harness.end("b", Outcome.UNAVAILABLE);
    assertThat(harness.settled()).isFalse();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .endsWith("50 ended b UNAVAILABLE", "50 ended a SUCCESS", "50 answer a");
  }

  @Test
  void bothFail_thePlanIsUsedUp() {
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(50);
    harness.end("b", Outcome.UNAVAILABLE);
    harness.end("a", Outcome.CONNECTION_LOST);

    assertThat(harness.log()).endsWith("50 fail UNAVAILABLE");
  }

  @Test
  void hedge_beyondTheCap_isNotMade() {
    harness.maxAttempts(1).start(Step.immediately("a", ""), after("b", 50));
    harness.advance(100);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.launched()).hasSize(1);
    assertThat(harness.suppressed()).containsExactly(HedgeSuppression.ATTEMPTS);
  }

  @Test
  void hedge_whoseTargetRefuses_goesToTheNext() {
    harness.admission("b").refuseUntil(DispatchHarness.ms(60_000));
    harness.start(Step.immediately("a", ""), after("b", 50), Step.onFailure("c", ""));
    harness.advance(50);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log()).contains("50 launch c HEDGE");
    assertThat(harness.suppressed()).isEmpty();
  }

  @Test
  void hedge_thatNobodyTakes_isSuppressedForItsTarget_eachTimeItIsAskedAbout() {
    harness.admission("b").refuseUntil(DispatchHarness.ms(60_000));
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(100);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.suppressed())
        .containsExactly(HedgeSuppression.TARGET, HedgeSuppression.TARGET);
  }

  @Test
  void hedgeAtOnce_thatNobodyTakes_isSuppressedForItsTarget() {
    harness.admission("b").refuseUntil(DispatchHarness.ms(60_000));
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""));
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.suppressed()).containsExactly(HedgeSuppression.TARGET);
  }

  @Test
  void hedge_thatIsNotConfirmed_waitsForAFailure() {
    harness
        .confirms(step -> false)
        .start(Step.immediately("a", ""), after("b", 50), Step.onFailure("c", ""));
    harness.advance(100);
    assertThat(harness.log()).containsExactly("0 launch a PRIMARY");
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).contains("100 launch b FAILOVER");
    assertThat(harness.suppressed())
        .containsExactly(HedgeSuppression.STRATEGY, HedgeSuppression.STRATEGY);
  }

  @Test
  void hedge_thatIsNotConfirmed_isAskedAboutAgain_afterItsDelay() {
    List<String> asked = new ArrayList<>();
    harness
        .confirms(step -> asked.add(step.target()) && asked.size() == 3)
        .start(Step.immediately("a", ""), after("b", 50));
    harness.advance(149);
    assertThat(asked).containsExactly("b", "b");
    harness.advance(1);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).contains("150 launch b HEDGE");
  }

  @Test
  void hedge_withNoTargetToGoTo_startsOnceThereIsOne() {
    harness.admission("b").refuseUntil(DispatchHarness.ms(120));
    harness.start(Step.immediately("a", ""), after("b", 50));
    harness.advance(200);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).contains("150 launch b HEDGE");
  }

  @Test
  void hedge_isConfirmedOnce_andForTheTargetThatTakesIt() {
    List<String> asked = new ArrayList<>();
    harness.admission("b").refuseUntil(DispatchHarness.ms(60_000));
    harness
        .confirms(step -> asked.add(step.target()))
        .start(Step.immediately("a", ""), after("b", 50), Step.onFailure("c", ""));
    harness.advance(49);
    assertThat(asked).isEmpty();
    harness.advance(51);
    harness.end("c", Outcome.SUCCESS);

    assertThat(asked).containsExactly("c");
  }

  @Test
  void hedge_thatIsRefusedAtTheLastMoment_isNotReplacedByOneThatNobodyConfirmed() {
    harness.admission("b").refuseWithoutWarning();
    harness.start(Step.immediately("a", ""), after("b", 50), Step.onFailure("c", ""));
    harness.advance(100);
    assertThat(harness.launched()).hasSize(1);
    assertThat(harness.suppressed())
        .containsExactly(HedgeSuppression.TARGET, HedgeSuppression.TARGET);
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("c", Outcome.SUCCESS);
  }

  @Test
  void immediateAndFailoverSteps_areNotAskedAbout() {
    List<String> asked = new ArrayList<>();
    harness
        .confirms(step -> asked.add(step.target()))
        .start(Step.immediately("a", ""), Step.immediately("b", ""), after("c", 50));
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("b", Outcome.UNAVAILABLE);
    harness.end("c", Outcome.SUCCESS);

    assertThat(asked).isEmpty();
  }

  @Test
  void hedge_withNoDelay_startsAtOnce() {
    harness.start(Step.immediately("a", ""), after("b", 0));
    harness.advance(1);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).startsWith("0 launch a PRIMARY", "0 launch b HEDGE");
  }

  @Test
  void immediateSteps_startTogether_upToTheCap() {
    harness
        .maxAttempts(2)
        .start(Step.immediately("a", ""), Step.immediately("b", ""), Step.immediately("c", ""));
    assertThat(harness.log()).containsExactly("0 launch a PRIMARY", "0 launch b HEDGE");
    harness.advance(5);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .endsWith("5 ended b SUCCESS", "5 ended a LOST", "5 cancel a", "5 answer b");
  }

  @Test
  void immediateSteps_followAFailover() {
    harness.start(Step.immediately("a", ""), Step.onFailure("b", ""), Step.immediately("c", ""));
    assertThat(harness.launched()).hasSize(1);
    harness.end("a", Outcome.UNAVAILABLE);
    assertThat(harness.log()).endsWith("0 launch b FAILOVER", "0 launch c HEDGE");
    harness.end("c", Outcome.SUCCESS);
  }
}
