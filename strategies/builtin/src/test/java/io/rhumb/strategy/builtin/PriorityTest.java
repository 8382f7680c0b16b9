package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.local;
import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.TargetView;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PriorityTest {

  private static RoutePlan plan(List<String> order, TargetView... targets) {
    return TestContext.strategy("priority", Map.of("order", order))
        .plan(TestRequest.plain(), FakeTargets.of(targets));
  }

  @Test
  void named_comeInTheirOrder_thenTheOthersInThatOfTheConfiguration() {
    assertThat(plan(List.of("c", "a"), local("a"), remote("b"), remote("c"), remote("d")))
        .isEqualTo(RoutePlan.of(
            Step.immediately("c", "priority 1"),
            Step.onFailure("a", "priority 2"),
            Step.onFailure("b", "after those in order"),
            Step.onFailure("d", "after those in order")));
  }

  @Test
  void nameThatIsNotInTheView_changesNothing() {
    assertThat(Shares.order(plan(List.of("nowhere", "b"), remote("a"), remote("b"))))
        .containsExactly("b", "a");
  }

  @Test
  void atItsLimit_comesAfterThoseWithRoom_andRefusedComesLast_thenReturns() {
    List<String> order = List.of("a", "b", "c");
    assertThat(Shares.order(plan(
            order, remote("a").is(Availability.BREAKER_OPEN), remote("b").runs(4, 4), remote("c"))))
        .containsExactly("c", "b", "a");
    assertThat(Shares.order(plan(order, remote("a"), remote("b"), remote("c"))))
        .containsExactly("a", "b", "c");
  }

  @Test
  void order_missing_orWithANameTwice_isRefused() {
    assertThatThrownBy(() -> TestContext.strategy("priority", Map.of()))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy.priority.order: nothing (expected: ");
    assertThatThrownBy(() -> plan(List.of("a", "a"), remote("a")))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy.priority.order[1]: a (expected: ");
  }
}
