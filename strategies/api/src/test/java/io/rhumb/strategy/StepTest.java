package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class StepTest {

  @Test
  void immediately_andOnFailure_haveNoDelay() {
    assertThat(Step.immediately("us", "local"))
        .isEqualTo(new Step("us", Trigger.IMMEDIATELY, 0, "local"));
    assertThat(Step.onFailure("eu", "next"))
        .isEqualTo(new Step("eu", Trigger.ON_FAILURE, 0, "next"));
  }

  @Test
  void afterDelayOrFailure_keepsItsDelay_inNanoseconds() {
    assertThat(Step.afterDelayOrFailure("eu", Duration.ofMillis(50), "hedge"))
        .isEqualTo(new Step("eu", Trigger.AFTER_DELAY_OR_FAILURE, 50_000_000, "hedge"));
  }

  @Test
  void delay_longerThanANumberHolds_isTheLongest() {
    assertThat(Step.afterDelayOrFailure("eu", Duration.ofSeconds(Long.MAX_VALUE), "")
            .delayNanos())
        .isEqualTo(Long.MAX_VALUE);
    assertThat(
            Step.afterDelayOrFailure("eu", Duration.ofNanos(Long.MAX_VALUE), "").delayNanos())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void delay_negative_isRefused() {
    assertThatThrownBy(() -> Step.afterDelayOrFailure("eu", Duration.ofNanos(-1), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delayNanos: -1 (expected: >= 0)");
  }

  @Test
  void delay_withATriggerThatHasNone_isRefused() {
    assertThatThrownBy(() -> new Step("eu", Trigger.ON_FAILURE, 1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delayNanos: 1 (expected: 0 with ON_FAILURE)");
    assertThatThrownBy(() -> new Step("eu", Trigger.IMMEDIATELY, 1, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delayNanos: 1 (expected: 0 with IMMEDIATELY)");
  }

  @Test
  void missingParts_areNamed() {
    assertThatThrownBy(() -> new Step(null, Trigger.IMMEDIATELY, 0, "")).hasMessage("target");
    assertThatThrownBy(() -> new Step("us", null, 0, "")).hasMessage("trigger");
    assertThatThrownBy(() -> new Step("us", Trigger.IMMEDIATELY, 0, null)).hasMessage("reason");
  }
}
