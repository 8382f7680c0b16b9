package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A target whose breaker is half-open, though no plan puts it first. */
final class DispatchProbeTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c");

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  /** As after a minute in which other requests began. */
  private void probeIsDue(String id) {
    harness.admission(id).admitAsProbe();
  }

  /** As soon as its breaker would allow it. */
  private void probeIsAllowed(String id) {
    harness.admission(id).refuseUntil(DispatchHarness.ms(1)).admitAsProbe();
    for (int i = 0; i <= ProbeShare.REQUESTS_FOR_ONE; i++) {
      harness.targetSet().requestBegan(0);
    }
    harness.sleep(1);
  }

  @Test
  void probeThatIsDue_goesFirst_andTheOthersFollowInTheirOrder() {
    probeIsDue("b");
    harness.startInOrder();
    harness.end("b", Outcome.UNAVAILABLE);
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log())
        .containsSubsequence("0 launch b PROBE", "0 launch a FAILOVER", "0 launch c FAILOVER");
  }

  @Test
  void probeThatIsOnlyAllowed_waitsForItsTurn() {
    probeIsAllowed("b");
    harness.startInOrder();
    harness.end("a", Outcome.UNAVAILABLE);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).containsSubsequence("1 launch a PRIMARY", "1 launch b PROBE");
  }

  @Test
  void probeThatIsDue_isNoAffairOfARequestThatHasOneAttempt() {
    probeIsDue("b");
    harness.maxAttempts(1).startInOrder();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log()).startsWith("0 launch a PRIMARY");
  }

  @Test
  void probeThatIsDue_isNoAffairOfARequestThatMustNotBeDoneTwice() {
    probeIsDue("b");
    harness.policy(new DispatchPolicy(1_000, false, 1_000, 3).once()).startInOrder();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log()).startsWith("0 launch a PRIMARY");
  }

  @Test
  void probeThatIsDue_ofATargetThatAskedForRest_isNotMade() {
    harness.pause("b", 60_000);
    probeIsDue("b");
    harness.startInOrder();
    harness.end("a", Outcome.SUCCESS);

    assertThat(harness.log()).startsWith("0 launch a PRIMARY");
  }

  @Test
  void hedge_passesByATargetThatItWouldProbe() {
    probeIsAllowed("b");
    harness.start(
        Step.immediately("a", ""),
        Step.afterDelayOrFailure("b", Duration.ofMillis(50), ""),
        Step.onFailure("c", ""));
    harness.advance(50);
    harness.end("c", Outcome.SUCCESS);

    assertThat(harness.log()).contains("51 launch c HEDGE");
  }

  @Test
  void hedge_asksAboutAProbe_whereThereIsNoOtherTarget() {
    probeIsAllowed("b");
    harness.start(
        Step.immediately("a", ""), Step.afterDelayOrFailure("b", Duration.ofMillis(50), ""));
    harness.advance(50);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.log()).contains("51 launch b PROBE");
  }
}
