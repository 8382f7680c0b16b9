package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.TargetsView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WeightedTest {

  private static final int PLANS = 20_000;

  private final RoutingStrategy strategy = weighted(Map.of("a", 80, "b", 20));

  private static RoutingStrategy weighted(Map<String, Object> weights) {
    return TestContext.strategy("weighted", Map.of("weights", weights));
  }

  private RoutePlan plan(TargetView... targets) {
    return strategy.plan(TestRequest.plain(), FakeTargets.of(targets));
  }

  private static double share(Map<String, Long> shares, String target) {
    return shares.getOrDefault(target, 0L) / (double) PLANS;
  }

  /** The spread of one share of 20,000 draws is 0.35 % at the most; the tolerance is four times that. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 32})
  void shares_areThoseOfTheWeights_within1Point4PerCent(int size) {
    Map<String, Object> weights = IntStream.range(0, size)
        .boxed()
        .collect(Collectors.toMap(i -> "t" + i, i -> (i + 1) * 0.5));
    RoutingStrategy many = weighted(weights);
    TargetsView targets =
        new FakeTargets(IntStream.range(0, size).mapToObj(i -> remote("t" + i)).toList());
    Map<String, Long> shares = Shares.of(PLANS, () -> many.plan(TestRequest.plain(), targets));

    for (int i = 0; i < size; i++) {
      assertThat(share(shares, "t" + i))
          .isCloseTo((i + 1) / (size * (size + 1) / 2.0), within(0.014));
    }
  }

  @Test
  void manyThreads_shareByWeight() {
    Map<String, Long> shares =
        Shares.of(64, 312, strategy, FakeTargets.of(remote("a"), remote("b")));

    assertThat(shares.get("a") / (64 * 312.0)).isCloseTo(0.8, within(0.014));
  }

  @Test
  void rest_comesTheHeaviestFirst_equalOnesInTheOrderOfTheConfiguration() {
    RoutingStrategy three = weighted(Map.of("a", 1, "b", 1000, "c", 1, "d", 5));
    TargetsView targets = FakeTargets.of(remote("a"), remote("b"), remote("c"), remote("d"));
    RoutePlan plan = three.plan(TestRequest.plain(), targets);
    while (!Shares.first(plan).equals("b")) {
      plan = three.plan(TestRequest.plain(), targets);
    }

    assertThat(Shares.order(plan)).containsExactly("b", "d", "a", "c");
    assertThat(plan.steps().get(0).reason()).isEqualTo("weight 1000.0");
  }

  @Test
  void targetWithoutAWeight_isForFailoverOnly_andSaysSo() {
    Map<String, Long> shares =
        Shares.of(PLANS, () -> plan(remote("new"), remote("a"), remote("b")));

    assertThat(share(shares, "new")).isZero();
    assertThat(plan(remote("new"), remote("a"), remote("b")).steps().get(2).reason())
        .isEqualTo("no weight: failover only");
  }

  @Test
  void weightOfZero_isNoWeight() {
    RoutingStrategy zero = weighted(Map.of("a", 0, "b", 5));
    for (int i = 0; i < 1000; i++) {
      assertThat(Shares.order(
              zero.plan(TestRequest.plain(), FakeTargets.of(remote("a"), remote("b")))))
          .containsExactly("b", "a");
    }
  }

  @Test
  void onlyTargetsWithoutAWeight_areTheOrderOfTheConfiguration() {
    assertThat(Shares.order(plan(remote("x"), remote("y")))).containsExactly("x", "y");
  }

  @Test
  void refused_losesItsShareToTheOthers_andRegainsIt() {
    RoutingStrategy three = weighted(Map.of("a", 50, "b", 30, "c", 20));
    Map<String, Long> without = Shares.of(
        PLANS,
        () -> three.plan(
            TestRequest.plain(),
            FakeTargets.of(remote("a").is(Availability.BREAKER_OPEN), remote("b"), remote("c"))));
    Map<String, Long> with = Shares.of(
        PLANS,
        () ->
            three.plan(TestRequest.plain(), FakeTargets.of(remote("a"), remote("b"), remote("c"))));

    assertThat(share(without, "a")).isZero();
    assertThat(share(without, "b")).isCloseTo(0.6, within(0.014));
    assertThat(share(with, "a")).isCloseTo(0.5, within(0.014));
  }

  @Test
  void atItsLimit_spills_evenToATargetWithoutAWeight() {
    assertThat(Shares.order(
            plan(remote("a").is(Availability.COOLING), remote("b").runs(1, 1), remote("x"))))
        .containsExactly("x", "b", "a");
  }

  @Test
  void allAtTheirLimit_shareByWeightAgain() {
    Map<String, Long> shares =
        Shares.of(PLANS, () -> plan(remote("b").runs(1, 1), remote("a").runs(1, 1)));

    assertThat(share(shares, "a")).isCloseTo(0.8, within(0.014));
  }

  @Test
  void weights_missing_outsideTheirBounds_orAllZero_areRefused() {
    assertThatThrownBy(() -> TestContext.strategy("weighted", Map.of()))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy.weighted.weights: nothing (expected: ");
    for (Object value : new Object[] {-1, 1e7, "80", Double.NaN}) {
      assertThatThrownBy(() -> weighted(Map.of("a", value)))
          .isInstanceOf(InvalidStrategyConfigException.class)
          .hasMessageStartingWith("strategy.weighted.weights.a: " + value + " (expected: ");
    }
    Map<String, Object> zeros = new LinkedHashMap<>();
    zeros.put("a", 0);
    assertThatThrownBy(() -> weighted(zeros))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("strategy.weighted.weights: {a=0.0} (expected: at least one above 0)");
  }
}
