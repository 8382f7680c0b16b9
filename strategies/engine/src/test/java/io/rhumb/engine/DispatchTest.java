package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Step;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What follows from how attempts end. */
final class DispatchTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  @Test
  void firstAttempt_success_isTheAnswer() {
    harness.startInOrder();
    harness.advance(20);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "20 ended a SUCCESS", "20 answer a");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.SUCCESS);
  }

  @Test
  void attempts_inOrderOfStart_tellWhatHappened() {
    harness.startInOrder();
    harness.advance(5);
    harness.end("a", Outcome.UNAVAILABLE);
    harness.advance(7);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.dispatch().attempts()).extracting(Attempt::target).containsExactly("a", "b");
    assertThat(harness.dispatch().attempts())
        .extracting(Attempt::elapsedNanos)
        .containsExactly(DispatchHarness.ms(5), DispatchHarness.ms(7));
    assertThat(harness.dispatch().attempts())
        .extracting(Attempt::result)
        .containsExactly(AttemptResult.FAILED, AttemptResult.ANSWERED);
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "UNREACHABLE",
        "CONNECTION_LOST",
        "INTERNAL_ERROR",
        "UNAVAILABLE",
        "TIMEOUT",
        "IMPATIENT",
        "REQUEST_TIMEOUT",
        "THROTTLED",
        "NOT_READY",
        "UNAUTHENTICATED",
        "NOT_FOUND"
      })
  void failure_ofAnyKind_failsOver(Outcome failure) {
    harness.startInOrder();
    harness.end("a", failure);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "0 ended a " + failure,
            "0 launch b FAILOVER",
            "0 ended b SUCCESS",
            "0 answer b");
    assertThat(harness.admission("a").verdicts()).containsExactly(failure.verdict());
  }

  @Test
  void rejected_answersAtOnce_withOneAttempt() {
    harness.startInOrder();
    harness.end("a", Outcome.REJECTED);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "0 ended a REJECTED", "0 answer a");
  }

  @Test
  void tooLarge_failsAtOnce_withOneAttempt() {
    harness.startInOrder();
    harness.end("a", Outcome.TOO_LARGE);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "0 ended a TOO_LARGE", "0 fail TOO_LARGE");
  }

  @Test
  void noRoomForTheAnswer_failsAtOnce_andTheTargetIsNotBlamed() {
    harness.startInOrder();
    harness.end("a", Outcome.NO_ROOM);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "0 ended a NO_ROOM", "0 fail OVERLOADED");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
  }

  @Test
  void noRoomForAnExtra_leavesWhatRunsAlone_andStartsNothingMore() {
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""), Step.onFailure("c", ""));
    harness.end("b", Outcome.NO_ROOM);
    harness.end("a", Outcome.UNAVAILABLE);

    assertThat(harness.log())
        .endsWith("0 ended b NO_ROOM", "0 ended a UNAVAILABLE", "0 fail OVERLOADED");
  }

  @Test
  void noRoomForAnExtra_whatRuns_mayAnswer() {
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""));
    harness.end("b", Outcome.NO_ROOM);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 ended b NO_ROOM", "0 ended a SUCCESS", "0 answer a");
  }

  @Test
  void tooLarge_afterAnInternalError_isNotAnsweredWithThatError() {
    harness.startInOrder();
    harness.end("a", Outcome.INTERNAL_ERROR);
    harness.end("b", Outcome.TOO_LARGE);

    assertThat(harness.log()).endsWith("0 fail TOO_LARGE");
  }

  @Test
  void tooLarge_whileAnotherRuns_cancelsIt() {
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""));
    harness.end("b", Outcome.TOO_LARGE);

    assertThat(harness.log()).endsWith("0 ended a LOST", "0 cancel a", "0 fail TOO_LARGE");
  }

  @Test
  void attempts_reachTheCap_noneFollows() {
    harness.maxAttempts(2).startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("b", Outcome.UNAVAILABLE);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "0 ended a UNAVAILABLE",
            "0 launch b FAILOVER",
            "0 ended b UNAVAILABLE",
            "0 fail UNAVAILABLE");
  }

  @Test
  void planUsedUp_belowTheCap_fails() {
    harness.maxAttempts(9).startInOrder();
    for (String id : new String[] {"a", "b", "c"}) {
      harness.end(id, Outcome.CONNECTION_LOST);
    }

    assertThat(harness.launched()).hasSize(3);
    assertThat(harness.log()).endsWith("0 ended c CONNECTION_LOST", "0 fail UNAVAILABLE");
  }

  @Test
  void internalErrorTwice_relaysTheLast_andAsksNoThird() {
    harness.startInOrder();
    harness.end("a", Outcome.INTERNAL_ERROR);
    harness.end("b", Outcome.INTERNAL_ERROR);

    assertThat(harness.launched()).extracting(Attempt::target).containsExactly("a", "b");
    assertThat(harness.log()).endsWith("0 ended b INTERNAL_ERROR", "0 answer b");
  }

  @Test
  void internalError_ofTheOnlyTarget_isRelayed() {
    harness.start(Step.immediately("a", ""));
    harness.end("a", Outcome.INTERNAL_ERROR);

    assertThat(harness.log()).endsWith("0 ended a INTERNAL_ERROR", "0 answer a");
  }

  @Test
  void internalError_thenAnotherFailure_goesOn() {
    harness.startInOrder();
    harness.end("a", Outcome.INTERNAL_ERROR);
    harness.end("b", Outcome.UNAVAILABLE);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 launch c FAILOVER", "0 ended c SUCCESS", "0 answer c");
  }

  @Test
  void internalError_thenOtherFailures_isRelayedInTheEnd() {
    harness.startInOrder();
    harness.end("a", Outcome.INTERNAL_ERROR);
    harness.end("b", Outcome.UNAVAILABLE);
    harness.end("c", Outcome.CONNECTION_LOST);

    assertThat(harness.log()).endsWith("0 ended c CONNECTION_LOST", "0 answer a");
  }

  @Test
  void secondInternalError_whileAnotherAttemptRuns_waitsForThat() {
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""), Step.immediately("c", ""));
    harness.end("a", Outcome.INTERNAL_ERROR);
    harness.end("b", Outcome.INTERNAL_ERROR);
    assertThat(harness.settled()).isFalse();
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 answer c");
  }

  @Test
  void unreachable_isFree() {
    harness.maxAttempts(1).startInOrder();
    harness.end("a", Outcome.UNREACHABLE);
    harness.end("b", Outcome.UNREACHABLE);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.launched()).hasSize(3);
    assertThat(harness.log()).endsWith("0 answer c");
  }

  @Test
  void manyUnreachable_thenSuccess_answers() {
    String[] ids = new String[TargetSet.MOST];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "t" + i;
    }
    DispatchHarness many = new DispatchHarness(ids).maxAttempts(1);
    many.startInOrder();
    for (int i = 0; i < ids.length - 1; i++) {
      many.end(ids[i], Outcome.UNREACHABLE);
    }
    many.end(ids[ids.length - 1], Outcome.SUCCESS);

    assertThat(many.launched()).hasSize(ids.length);
    assertThat(many.log()).endsWith("0 answer t31");
    many.assertNothingLeft();
    harness.startInOrder();
    harness.clientGone();
  }

  @Test
  void unreachable_doesNotFreeTheCapOfOthers() {
    harness.maxAttempts(1).startInOrder();
    harness.end("a", Outcome.UNREACHABLE);
    harness.end("b", Outcome.UNAVAILABLE);

    assertThat(harness.launched()).hasSize(2);
    assertThat(harness.log()).endsWith("0 fail UNAVAILABLE");
  }

  @Test
  void clientGone_cancelsEverything_andAnswersNothing() {
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""));
    harness.advance(3);
    harness.clientGone();

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "0 launch b HEDGE",
            "3 ended a CLIENT_GONE",
            "3 cancel a",
            "3 ended b CLIENT_GONE",
            "3 cancel b");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.NEUTRAL);
    assertThat(harness.target("a").latencySamples()).isZero();
  }

  @Test
  void clientGone_thenWakesAndLateEnds_changeNothing() {
    harness.startInOrder();
    harness.clientGone();
    int actions = harness.log().size();
    harness.end("a", Outcome.UNAVAILABLE);
    harness.wake();
    harness.advance(60_000);
    harness.dispatch().clientGone(harness.nowNanos());

    assertThat(harness.log()).hasSize(actions);
  }

  @Test
  void clientGone_afterTheAnswer_changesNothing() {
    harness.startInOrder();
    harness.end("a", Outcome.SUCCESS);
    harness.dispatch().clientGone(harness.nowNanos());

    assertThat(harness.log()).endsWith("0 answer a");
  }

  @Test
  void cancelledAttempt_endsLate_isIgnored() {
    harness.policy(10_000, 1_000, 3).startInOrder();
    harness.advance(1_000);
    harness.end("a", Outcome.SUCCESS);
    assertThat(harness.settled()).isFalse();
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("1000 ended b SUCCESS", "1000 answer b");
    assertThat(harness.admission("a").verdicts()).containsExactly(Outcome.Verdict.FAILURE);
  }

  @Test
  void probe_isTheKindOfAnAttempt_whoseTargetRecovers() {
    harness.admission("a").admitAsProbe();
    harness.startInOrder();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log()).startsWith("0 launch a PROBE");
  }

  @Test
  void notFound_everywhere_isRelayed() {
    harness.startInOrder();
    harness.end("a", Outcome.NOT_FOUND);
    harness.end("b", Outcome.NOT_FOUND);
    harness.end("c", Outcome.NOT_FOUND);

    assertThat(harness.log()).last().isEqualTo("0 answer c");
  }

  @Test
  void notFound_besideAFailure_isNotTheLastWord() {
    harness.startInOrder();
    harness.end("a", Outcome.NOT_FOUND);
    harness.end("b", Outcome.UNAVAILABLE);
    harness.end("c", Outcome.NOT_FOUND);

    assertThat(harness.log()).last().asString().startsWith("0 fail UNAVAILABLE");
  }
}
