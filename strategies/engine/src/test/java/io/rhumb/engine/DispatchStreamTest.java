package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Answers that go to the client as they come. */
final class DispatchStreamTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  @Test
  void stream_isTheAnswerFromItsBeginning_andEndsLater() {
    harness.startInOrder();
    harness.advance(20);
    harness.commit("a");
    harness.advance(500);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "20 answer a", "520 ended a SUCCESS");
    assertThat(harness.attempt("a").firstByteNanos()).isEqualTo(DispatchHarness.ms(20));
  }

  @Test
  void stream_begins_cancelsTheHedge() {
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(50), ""));
    harness.advance(60);
    harness.commit("a");
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .endsWith("60 ended b LOST_EXTRA", "60 cancel b", "60 answer a", "60 ended a SUCCESS");
  }

  @Test
  void streamOfTheHedge_begins_cancelsThePrimary_andCostsTheBudgetNothing() {
    double before = harness.budget().left(0);
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(50), ""));
    harness.advance(60);
    harness.commit("b");
    harness.end("b", Outcome.STREAM_CUT);

    assertThat(harness.log())
        .endsWith("60 ended a LOST", "60 cancel a", "60 answer b", "60 ended b STREAM_CUT");
    assertThat(harness.budget().left(0)).isGreaterThanOrEqualTo(before);
  }

  @Test
  void stream_isCut_isNotCarriedOnElsewhere_butHeldAgainstTheTarget() {
    harness.startInOrder();
    harness.advance(20);
    harness.commit("a");
    harness.advance(30);
    harness.end("a", Outcome.STREAM_CUT);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "20 answer a", "50 ended a STREAM_CUT");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.FAILURE);
    assertThat(harness.target("a").errorRate()).isEqualTo(1);
  }

  @Test
  void stream_outlivesDeadlineAndAttemptTimeout() {
    harness.policy(1_000, 400, 3).startInOrder();
    harness.advance(20);
    harness.commit("a");
    harness.advance(60_000);
    harness.wake();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "20 answer a", "60020 ended a SUCCESS");
  }

  @Test
  void stream_doesNotBeginInTime_isTriedElsewhere() {
    harness.policy(1_000, 400, 3).startInOrder();
    harness.advance(450);
    harness.commit("b");
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "400 ended a TIMEOUT",
            "400 cancel a",
            "400 launch b FAILOVER",
            "450 answer b",
            "450 ended b SUCCESS");
  }

  @Test
  void commit_ofACancelledAttempt_isIgnored() {
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""));
    harness.commit("b");
    harness.commit("a");
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 answer b", "0 ended b SUCCESS");
  }

  @Test
  void clientLeaves_inTheMiddleOfAStream_cancelsIt_andBlamesNobody() {
    harness.startInOrder();
    harness.advance(20);
    harness.commit("a");
    harness.advance(30);
    harness.clientGone();

    assertThat(harness.log()).endsWith("20 answer a", "50 ended a CLIENT_GONE", "50 cancel a");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
    assertThat(harness.target("a").errorRate()).isZero();
  }

  @Test
  void firstByte_isLearnedWhileTheStreamRuns_andOnlyOnce() {
    harness.startInOrder();
    harness.advance(20);
    harness.commit("a");
    harness.advance(1_000);

    assertThat(harness.target("a").latencySamples()).isEqualTo(1);
    assertThat(harness.target("a").meanLatencyNanos()).isEqualTo(DispatchHarness.ms(20));
    assertThat(harness.target("a").inFlight()).isEqualTo(1);

    harness.end("a", Outcome.SUCCESS);
    harness.advance(1_000);
    assertThat(harness.target("a").latencySamples()).isEqualTo(1);
    assertThat(harness.target("a").errorRate()).isZero();
  }
}
