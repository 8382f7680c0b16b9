package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that come while the dispatch is in the middle of an action. */
final class DispatchReentrancyTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  @Test
  void primary_succeedsInsideLaunch() {
    harness.endAtLaunch("a", Outcome.SUCCESS).startInOrder();

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "0 ended a SUCCESS", "0 answer a");
  }

  @Test
  void primary_failsInsideLaunch() {
    harness.endAtLaunch("a", Outcome.UNREACHABLE).startInOrder();
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsExactly(
            "0 launch a PRIMARY",
            "0 ended a UNREACHABLE",
            "0 launch b FAILOVER",
            "0 ended b SUCCESS",
            "0 answer b");
  }

  @Test
  void everyAttempt_failsInsideLaunch() {
    harness
        .endAtLaunch("a", Outcome.UNREACHABLE)
        .endAtLaunch("b", Outcome.UNAVAILABLE)
        .endAtLaunch("c", Outcome.CONNECTION_LOST)
        .startInOrder();

    assertThat(harness.launched()).hasSize(3);
    assertThat(harness.log()).endsWith("0 ended c CONNECTION_LOST", "0 fail UNAVAILABLE");
  }

  @Test
  void failover_succeedsInsideLaunch() {
    harness.endAtLaunch("b", Outcome.SUCCESS).startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);

    assertThat(harness.log()).endsWith("0 launch b FAILOVER", "0 ended b SUCCESS", "0 answer b");
  }

  @Test
  void failoverAfterExpiry_succeedsInsideLaunch() {
    harness.policy(8_000, 100, 3).endAtLaunch("b", Outcome.SUCCESS).startInOrder();
    harness.advance(100);

    assertThat(harness.log())
        .endsWith("100 launch b FAILOVER", "100 ended b SUCCESS", "100 answer b");
  }

  @Test
  void hedge_succeedsInsideLaunch() {
    harness.endAtLaunch("b", Outcome.SUCCESS);
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(50), ""));
    harness.advance(50);

    assertThat(harness.log()).endsWith("50 ended a LOST", "50 cancel a", "50 answer b");
  }

  @Test
  void hedge_failsInsideLaunch_thePrimaryRunsOn() {
    harness.endAtLaunch("b", Outcome.UNREACHABLE);
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(50), ""));
    harness.advance(50);
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log())
        .endsWith("50 ended b UNREACHABLE", "50 ended a SUCCESS", "50 answer a");
  }

  @Test
  void firstOfTwoImmediate_succeedsInsideLaunch_theSecondNeverStarts() {
    harness
        .endAtLaunch("a", Outcome.SUCCESS)
        .start(Step.immediately("a", ""), Step.immediately("b", ""));

    assertThat(harness.launched()).hasSize(1);
  }

  @Test
  void firstOfThreeImmediate_failsInsideLaunch_eachStartsOnce() {
    harness
        .endAtLaunch("a", Outcome.UNAVAILABLE)
        .start(Step.immediately("a", ""), Step.immediately("b", ""), Step.immediately("c", ""));
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log())
        .startsWith(
            "0 launch a PRIMARY",
            "0 ended a UNAVAILABLE",
            "0 launch b FAILOVER",
            "0 launch c HEDGE");
  }

  @Test
  void firstOfTwoImmediate_failsInsideLaunch_theStepThatWaitsForAFailureWaitsOn() {
    harness
        .endAtLaunch("a", Outcome.UNAVAILABLE)
        .start(Step.immediately("a", ""), Step.immediately("b", ""), Step.onFailure("c", ""));
    assertThat(harness.launched()).extracting(Attempt::target).containsExactly("a", "b");
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).endsWith("0 launch b FAILOVER", "0 ended b SUCCESS", "0 answer b");
  }

  @Test
  void secondOfTwoImmediate_succeedsInsideLaunch() {
    harness
        .endAtLaunch("b", Outcome.SUCCESS)
        .start(Step.immediately("a", ""), Step.immediately("b", ""));

    assertThat(harness.log())
        .endsWith("0 ended b SUCCESS", "0 ended a LOST", "0 cancel a", "0 answer b");
  }

  @Test
  void clientGone_insideLaunch_startsNothingMore() {
    harness
        .onLaunch(attempt -> harness.clientGone())
        .start(Step.immediately("a", ""), Step.immediately("b", ""));

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "0 ended a CLIENT_GONE", "0 cancel a");
  }

  @Test
  void anotherAttempt_succeedsInsideCancel_nothingMoreStarts() {
    harness.policy(8_000, 100, 3);
    harness.onCancel(attempt -> harness.end("b", Outcome.SUCCESS));
    harness.start(Step.immediately("a", ""), Step.immediately("b", ""), Step.onFailure("c", ""));
    harness.advance(100);

    assertThat(harness.launched()).hasSize(2);
    assertThat(harness.log()).endsWith("100 ended b SUCCESS", "100 answer b");
  }

  @Test
  void clientGone_insideCancel_nothingMoreStarts() {
    harness.policy(8_000, 100, 3);
    harness.onCancel(attempt -> harness.clientGone());
    harness.startInOrder();
    harness.advance(100);

    assertThat(harness.log())
        .containsExactly("0 launch a PRIMARY", "100 ended a TIMEOUT", "100 cancel a");
  }
}
