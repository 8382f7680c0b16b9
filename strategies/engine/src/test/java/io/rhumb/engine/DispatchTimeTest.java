package io.rhumb.engine;

import static io.rhumb.engine.DispatchHarness.ms;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The deadline of the request, and each attempt's share of it. */
final class DispatchTimeTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c");

  @AfterEach
  void nothingIsLeft() {
    if (!harness.settled()) {
      harness.clientGone();
    }
    harness.assertNothingLeft();
  }

  @Test
  void bound_isHalfOfWhatIsLeft_andAllForTheLast() {
    harness.policy(8_000, 8_000, 3).startInOrder();
    harness.advance(20_000);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "4000 ended a TIMEOUT",
            "4000 cancel a",
            "4000 launch b FAILOVER",
            "6000 ended b TIMEOUT",
            "6000 cancel b",
            "6000 launch c FAILOVER",
            "8000 ended c TIMEOUT",
            "8000 cancel c",
            "8000 fail DEADLINE_EXCEEDED");
  }

  @Test
  void bound_isTheAttemptTimeout_whereThatIsShorter() {
    harness.policy(8_000, 1_000, 3).startInOrder();
    harness.advance(8_000);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "1000 ended a TIMEOUT",
            "1000 cancel a",
            "1000 launch b FAILOVER",
            "2000 ended b TIMEOUT",
            "2000 cancel b",
            "2000 launch c FAILOVER",
            "3000 ended c TIMEOUT",
            "3000 cancel c",
            "3000 fail DEADLINE_EXCEEDED");
  }

  @Test
  void bound_isAllThatIsLeft_whereTheCapAllowsNoOther() {
    harness.policy(8_000, 8_000, 1).startInOrder();

    assertThat(harness.attempt("a").endsByNanos()).isEqualTo(ms(8_000));
  }

  @Test
  void bound_isAllThatIsLeft_whereNoOtherTargetWouldBeAdmittedInTime() {
    harness.admission("b").refuseUntil(ms(4_001));
    harness.throttle("c", 30_000);
    harness.policy(8_000, 8_000, 3).startInOrder();

    assertThat(harness.attempt("a").endsByNanos()).isEqualTo(ms(8_000));
  }

  @Test
  void bound_isHalf_whereAnotherTargetWouldBeAdmittedByThen() {
    harness.admission("b").refuseUntil(ms(30_000));
    harness.admission("c").refuseUntil(ms(4_000));
    harness.policy(8_000, 8_000, 3).startInOrder();
    harness.advance(4_000);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log())
        .endsWith(
            "4000 ended a TIMEOUT",
            "4000 cancel a",
            "4000 launch c FAILOVER",
            "4000 ended c SUCCESS",
            "4000 answer c");
  }

  @Test
  void expiredAttempts_areFailuresOfTheirTarget() {
    harness.policy(8_000, 1_000, 3).startInOrder();
    harness.advance(1_500);

    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.FAILURE);
    assertThat(harness.target("a").latencySamples()).isEqualTo(1);
  }

  @Test
  void deadline_cancelsAllThatRuns() {
    harness
        .policy(1_000, 5_000, 2)
        .start(Step.immediately("a", ""), Step.immediately("b", ""), Step.onFailure("c", ""));
    harness.sleep(2_000);
    harness.wake();

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "0 launch b HEDGE",
            "2000 ended a TIMEOUT",
            "2000 cancel a",
            "2000 ended b TIMEOUT",
            "2000 cancel b",
            "2000 fail DEADLINE_EXCEEDED");
  }

  @Test
  void deadline_afterAnotherFailure_isDeadlineExceeded() {
    harness.policy(1_000, 5_000, 2).startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);
    harness.advance(1_000);

    assertThat(harness.log()).endsWith("1000 cancel b", "1000 fail DEADLINE_EXCEEDED");
  }

  @Test
  void deadline_afterAnInternalError_relaysThat() {
    harness.policy(1_000, 5_000, 2).startInOrder();
    harness.advance(10);
    harness.end("a", Outcome.INTERNAL_ERROR);
    harness.advance(990);

    assertThat(harness.log()).endsWith("1000 ended b TIMEOUT", "1000 cancel b", "1000 answer a");
  }

  @Test
  void failure_afterTheDeadline_startsNothingMore() {
    harness.policy(1_000, 5_000, 3).startInOrder();
    harness.sleep(1_000);
    harness.end("a", Outcome.UNAVAILABLE);

    assertThat(harness.launched()).hasSize(1);
    assertThat(harness.settled()).isTrue();
  }

  @Test
  void success_afterTheDeadlineButBeforeItsTimer_isStillTheAnswer() {
    harness.policy(1_000, 5_000, 3).startInOrder();
    harness.sleep(1_001);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("1001 answer a");
  }

  @Test
  void wake_earlyAndForNothing_changesNothing() {
    harness.policy(1_000, 300, 3).startInOrder();
    for (int i = 0; i < 10; i++) {
      harness.sleep(10);
      harness.wake();
    }

    assertThat(harness.log()).containsExactly("0 launch a PRIMARY");
    assertThat(harness.wakeAtNanos()).isEqualTo(ms(300));
  }

  @Test
  void wake_late_stillExpiresAndFailsOver() {
    harness.policy(10_000, 300, 3).startInOrder();
    harness.sleep(5_000);
    harness.wake();

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "5000 ended a TIMEOUT",
            "5000 cancel a",
            "5000 launch b FAILOVER");
  }

  @Test
  void impatientClient_itsTimeouts_areNeutral() {
    harness
        .policy(new DispatchPolicy(ms(10_000), false, ms(10_000), 2).within(ms(200)))
        .startInOrder();
    harness.advance(200);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "100 ended a IMPATIENT",
            "100 cancel a",
            "100 launch b FAILOVER",
            "200 ended b IMPATIENT",
            "200 cancel b",
            "200 fail DEADLINE_EXCEEDED");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
    assertThat(harness.admission("b").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
    assertThat(harness.target("a").errorRate()).isZero();
  }

  @Test
  void impatientClient_attemptThatHadAllTheModelGrants_isAFailure() {
    harness
        .policy(new DispatchPolicy(ms(60_000), false, ms(5_000), 3).within(ms(59_000)))
        .startInOrder();
    harness.advance(5_000);

    assertThat(harness.log()).contains("5000 ended a TIMEOUT");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.FAILURE);
  }

  private Outcome endOfAfter(DispatchPolicy policy) {
    harness.policy(policy).startInOrder();
    harness.advance(policy.timeoutNanos() / ms(1));
    return harness.attempt("a").outcome();
  }

  private static DispatchPolicy within(long modelMs, long clientMs) {
    return new DispatchPolicy(ms(modelMs), false, ms(modelMs), 3).within(ms(clientMs));
  }

  @Test
  void impatientClient_butSeveralTimesTheUsualLatency_isAFailure() {
    harness.answered("a", 50, 400);

    assertThat(endOfAfter(within(10_000, 8_000))).isEqualTo(Outcome.TIMEOUT);
  }

  @Test
  void impatientClient_lessThanSeveralTimesTheUsualLatency_isNeutral() {
    harness.answered("a", 50, 3_000);

    assertThat(endOfAfter(within(60_000, 8_000))).isEqualTo(Outcome.IMPATIENT);
  }

  @Test
  void impatientClient_lessThanASecond_isNeutral_howeverFastTheTarget() {
    harness.answered("a", 50, 10);

    assertThat(endOfAfter(within(10_000, 1_900))).isEqualTo(Outcome.IMPATIENT);
  }

  @Test
  void impatientClient_nothingKnown_aSmallPartOfTheAttemptTimeout_isNeutral() {
    assertThat(endOfAfter(within(60_000, 8_000))).isEqualTo(Outcome.IMPATIENT);
  }

  @Test
  void targetThatSwallowsRequests_failsEachOfThem_howeverImpatientTheClients() {
    harness.answered("a", 50, 400);
    for (int i = 0; i < 50; i++) {
      assertThat(endOfAfter(within(10_000, 8_000))).isEqualTo(Outcome.TIMEOUT);
      harness.again();
    }
    for (int i = 0; i < 50; i++) {
      assertThat(endOfAfter(within(10_000, 100))).isEqualTo(Outcome.IMPATIENT);
      harness.again();
    }
  }

  @Test
  void targetThatNeverAnswered_failsEachOfThem_too() {
    for (int i = 0; i < 50; i++) {
      assertThat(endOfAfter(within(10_000, 8_000))).isEqualTo(Outcome.TIMEOUT);
      harness.again();
    }
  }

  @Test
  void allTimedOut_beforeTheDeadline_isDeadlineExceeded() {
    harness.policy(10_000, 100, 2).startInOrder();
    harness.advance(200);

    assertThat(harness.failure().reason()).isEqualTo(DispatchFailure.Reason.DEADLINE_EXCEEDED);
  }

  @Test
  void oneTimedOutAndOneFailed_isUnavailable() {
    harness.policy(10_000, 100, 2).startInOrder();
    harness.advance(100);
    harness.end("b", Outcome.UNAVAILABLE);

    assertThat(harness.failure().reason()).isEqualTo(DispatchFailure.Reason.UNAVAILABLE);
  }

  @Test
  void hedgeDelay_beyondAllTime_neverComes() {
    harness.sleep(1);
    harness
        .policy(1_000, 1_000, 2)
        .start(
            Step.immediately("a", ""),
            Step.afterDelayOrFailure("b", Duration.ofNanos(Long.MAX_VALUE), ""));
    harness.advance(400);

    assertThat(harness.log()).containsExactly("1 launch a PRIMARY");
  }
}
