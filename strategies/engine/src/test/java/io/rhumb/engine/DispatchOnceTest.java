package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.Step;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests that must not be done twice. */
final class DispatchOnceTest {

  private final DispatchHarness harness = new DispatchHarness("a", "b", "c")
      .policy(new DispatchPolicy(DispatchHarness.ms(1_000), false, DispatchHarness.ms(1_000), 3)
          .once());

  @AfterEach
  void nothingIsLeft() {
    harness.assertNothingLeft();
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_LOST", "TIMEOUT", "IMPATIENT", "REQUEST_TIMEOUT"})
  void whatMayHaveHappened_isNotTriedElsewhere(Outcome outcome) {
    harness.startInOrder();
    harness.end("a", outcome);

    assertThat(harness.launched()).hasSize(1);
    assertThat(harness.failure()).isNotNull();
  }

  @Test
  void errorOfTheModel_isTheAnswer() {
    harness.startInOrder();
    harness.end("a", Outcome.INTERNAL_ERROR);

    assertThat(harness.answer()).isSameAs(harness.attempt("a"));
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "UNAVAILABLE", "THROTTLED", "NOT_READY", "UNAUTHENTICATED"})
  void whatWasTurnedAway_isTriedElsewhere(Outcome outcome) {
    harness.startInOrder();
    harness.end("a", outcome);
    harness.end("b", Outcome.SUCCESS);

    assertThat(harness.answer()).isSameAs(harness.attempt("b"));
  }

  @Test
  void nothingRunsBesideIt_andItHasAllOfTheTime() {
    harness.start(
        Step.immediately("a", ""),
        Step.immediately("b", ""),
        Step.afterDelayOrFailure("c", Duration.ofMillis(50), ""));
    harness.advance(999);
    assertThat(harness.log()).containsExactly("0 launch a PRIMARY");
    harness.end("a", Outcome.SUCCESS);
  }

  @Test
  void timeOut_isTheEnd() {
    harness
        .policy(
            new DispatchPolicy(DispatchHarness.ms(1_000), false, DispatchHarness.ms(300), 3).once())
        .startInOrder();
    harness.advance(300);

    assertThat(harness.launched()).hasSize(1);
    assertThat(harness.failure()).isNotNull();
  }
}
