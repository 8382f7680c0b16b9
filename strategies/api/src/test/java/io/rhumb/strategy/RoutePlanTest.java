package io.rhumb.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoutePlanTest {

  private static final Step US = Step.immediately("us", "local");
  private static final Step EU = Step.onFailure("eu", "next region");

  @Test
  void plans_ofTheSameSteps_areEqual() {
    assertThat(RoutePlan.of(US, EU)).isEqualTo(new RoutePlan(List.of(US, EU)));
    assertThat(RoutePlan.of(US, EU)).hasSameHashCodeAs(new RoutePlan(List.of(US, EU)));
    assertThat(RoutePlan.of(US, EU)).isNotEqualTo(RoutePlan.of(US));
  }

  @Test
  void steps_areCopied_andCannotBeChanged() {
    List<Step> steps = new ArrayList<>(List.of(US));
    RoutePlan plan = new RoutePlan(steps);
    steps.add(EU);

    assertThat(plan.steps()).containsExactly(US);
    assertThatThrownBy(() -> plan.steps().add(EU))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void stepsAsArray_areCopiedToo() {
    Step[] steps = {US, EU};
    RoutePlan plan = RoutePlan.of(steps);
    steps[0] = EU;

    assertThat(plan.steps()).containsExactly(US, EU);
  }

  @Test
  void noStep_isRefused() {
    assertThatThrownBy(RoutePlan::of)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps: none (expected: at least one)");
  }

  @Test
  void firstStepThatWaits_isRefused() {
    assertThatThrownBy(() -> RoutePlan.of(EU))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps[0].trigger: ON_FAILURE (expected: IMMEDIATELY)");
    assertThatThrownBy(() -> RoutePlan.of(Step.afterDelayOrFailure("eu", Duration.ZERO, "")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps[0].trigger: AFTER_DELAY_OR_FAILURE (expected: IMMEDIATELY)");
  }

  @Test
  void targetTwice_isRefused_whereverItStands() {
    assertThatThrownBy(() -> RoutePlan.of(US, EU, Step.onFailure("us", "again")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps[2].target: us (expected: each target once)");
    assertThatThrownBy(() -> RoutePlan.of(US, Step.onFailure("us", "again")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("steps[1].target: us (expected: each target once)");
  }

  @Test
  void missingStep_isRefused() {
    assertThatThrownBy(() -> RoutePlan.of(US, null)).isInstanceOf(NullPointerException.class);
  }
}
