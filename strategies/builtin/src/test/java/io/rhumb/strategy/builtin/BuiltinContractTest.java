package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import io.rhumb.strategy.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every built-in strategy owes beyond what the test kit asks of any strategy, whatever it prefers. */
final class BuiltinContractTest {

  static Stream<StrategySpec> strategies() {
    return Stream.of(
        StrategySpec.of("local-first"),
        StrategySpec.of("round-robin"),
        new StrategySpec("weighted", Map.of("weights", Map.of("t0", 5, "t1", 3, "t9", 1))),
        new StrategySpec("priority", Map.of("order", List.of("t2", "t0"))),
        new StrategySpec("sticky", Map.of("header", "x-session-id")),
        StrategySpec.of("latency-weighted"),
        new StrategySpec("hedged", Map.of("budget", 1, "of", "round-robin")));
  }

  private static RoutingStrategy create(StrategySpec spec, long seed) {
    return new TestContext(seed).create(spec);
  }

  private static TargetsView randomTargets(int size, Random random) {
    List<TargetView> targets = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      targets.add(new FakeTarget(
              "t" + i,
              random.nextBoolean(),
              Availability.values()[random.nextInt(Availability.values().length)],
              random.nextInt(3),
              1 + random.nextInt(2))
          .answersIn(Duration.ofMillis(random.nextInt(100)), random.nextInt(200)));
    }
    return new FakeTargets(targets);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void everyTarget_isPlannedOnce_thoseWithRoomFirst_refusedLast(StrategySpec spec) {
    RoutingStrategy strategy = create(spec, 7);
    Random random = new Random(3);
    for (int size = 1; size <= 32; size++) {
      for (int round = 0; round < 20; round++) {
        TargetsView targets = randomTargets(size, random);
        RoutePlan plan = strategy.plan(TestRequest.plain(), targets);
        Map<String, Integer> tiers = new HashMap<>();
        for (int i = 0; i < size; i++) {
          tiers.put(targets.get(i).id(), tier(targets.get(i)));
        }

        assertThat(Shares.order(plan)).containsExactlyInAnyOrderElementsOf(tiers.keySet());
        assertThat(plan.steps()).extracting(step -> tiers.get(step.target())).isSorted();
        assertThat(plan.steps().subList(1, size))
            .extracting(Step::trigger)
            .doesNotContain(Trigger.IMMEDIATELY);
        assertThat(plan.steps()).extracting(Step::reason).doesNotContain("");
      }
    }
  }

  /** The definition once more, in the simplest words. */
  private static int tier(TargetView target) {
    return !target.availability().admits() ? 2 : target.inFlight() < target.limit() ? 0 : 1;
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void unknownOption_isRefused_withItsPath(StrategySpec spec) {
    Map<String, Object> options = new HashMap<>(spec.options());
    options.put("colour", "red");

    assertThatThrownBy(() -> create(new StrategySpec(spec.name(), options), 1))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy." + spec.name() + ".colour: unknown option");
  }
}
