package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.local;
import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LatencyWeightedTest {

  private final TestContext context = new TestContext(1);
  private final RoutingStrategy strategy = create(Map.of("explore", 0));

  private RoutingStrategy create(Map<String, Object> options) {
    return context.create(new StrategySpec("latency-weighted", options));
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  private static RoutePlan plan(RoutingStrategy strategy, TargetView... targets) {
    return strategy.plan(TestRequest.plain(), FakeTargets.of(targets));
  }

  private List<String> order(TargetView... targets) {
    return Shares.order(plan(strategy, targets));
  }

  @Test
  void fastest_comesFirst_theRestByScore() {
    assertThat(plan(
            strategy,
            remote("a").answersIn(millis(90), 500),
            remote("b").answersIn(millis(50), 500),
            remote("c").answersIn(millis(70), 500)))
        .isEqualTo(RoutePlan.of(
            Step.immediately("b", "lowest score"),
            Step.onFailure("c", "next by score"),
            Step.onFailure("a", "next by score")));
  }

  @Test
  void inFlight_raisesTheScore_byAQuarterAtTheLimit() {
    FakeTarget full = remote("a").answersIn(millis(100), 500).runs(99, 100);

    assertThat(order(full, remote("b").answersIn(millis(124), 500))).containsExactly("b", "a");
    assertThat(order(full, remote("c").answersIn(millis(126), 500))).containsExactly("a", "c");
  }

  @Test
  void atItsLimit_orRefused_comesLast_howeverFast() {
    assertThat(order(
            remote("a").answersIn(millis(10), 500).is(Availability.BREAKER_OPEN),
            remote("b").answersIn(millis(20), 500).runs(5, 5),
            remote("c").answersIn(millis(900), 500)))
        .containsExactly("c", "b", "a");
  }

  @Test
  void withoutALimit_moreThanTheUsualInFlight_movesRequestsAtOnce() {
    RoutingStrategy calm = create(Map.of("explore", 0));
    FakeTarget idle = remote("b").answersIn(millis(150), 500);
    FakeTarget usual = remote("a").answersIn(millis(100), 500).runs(20, Integer.MAX_VALUE);
    for (int i = 0; i < 600; i++) {
      context.advance(millis(100));
      plan(calm, usual, idle);
    }

    assertThat(Shares.first(plan(calm, usual, idle))).isEqualTo("a");
    assertThat(Shares.first(plan(calm, usual.runs(39, Integer.MAX_VALUE), idle)))
        .isEqualTo("a");
    assertThat(Shares.first(plan(calm, usual.runs(60, Integer.MAX_VALUE), idle)))
        .isEqualTo("b");
  }

  @Test
  void limit_orTheLearnedCapacity_whicheverIsLess() {
    RoutingStrategy learning = create(Map.of("explore", 0));
    FakeTarget busy = remote("a").answersIn(millis(100), 500);
    FakeTarget idle = remote("b").answersIn(millis(140), 500);
    plan(learning, busy, idle);
    for (int i = 0; i < 100; i++) {
      context.advance(Duration.ofNanos(6_250_000));
      learning.onAttempt(TestRecord.answered("a", millis(100)));
    }

    // 160 a second, 100 ms each: 16 at once, 24 with twice the root.
    assertThat(Shares.first(plan(learning, busy.runs(24, Integer.MAX_VALUE), idle)))
        .isEqualTo("a");
    assertThat(Shares.first(plan(learning, busy.runs(24, 100), idle))).isEqualTo("a");
    assertThat(Shares.first(plan(learning, busy.runs(27, 100), idle))).isEqualTo("b");
    assertThat(Shares.first(plan(learning, busy.runs(5, 8), idle))).isEqualTo("a");
    assertThat(Shares.first(plan(learning, busy.runs(8, 8), idle))).isEqualTo("b");
  }

  @Test
  void local_andTheIncumbent_eachNeedToBeBeatenByTheMargin() {
    FakeTarget local = local("local").answersIn(millis(100), 500);

    assertThat(order(remote("b").answersIn(millis(96), 500), local)).startsWith("local");
    assertThat(order(remote("b").answersIn(millis(91), 500), local)).startsWith("local");
    assertThat(order(remote("b").answersIn(millis(89), 500), local)).startsWith("b");
    assertThat(order(remote("b").answersIn(millis(99), 500), local)).startsWith("b");
    assertThat(order(remote("b").answersIn(millis(101), 500), local)).startsWith("local");
  }

  @Test
  void nothingKnown_isLocalFirst_twoAtOnce_thenTheNext() {
    FakeTarget local = local("local");

    assertThat(order(remote("b"), local)).containsExactly("local", "b");
    assertThat(order(remote("b"), local.runs(3, Integer.MAX_VALUE))).containsExactly("b", "local");
    assertThat(Shares.first(plan(
            create(Map.of("explore", 0)),
            remote("b").runs(3, Integer.MAX_VALUE),
            local.runs(3, Integer.MAX_VALUE))))
        .isEqualTo("local");
  }

  @Test
  void coldTarget_isTakenForThePrior_withTwoInFlight() {
    RoutingStrategy hopeful = create(Map.of("explore", 0, "prior", "50ms"));
    FakeTarget known = remote("known").answersIn(millis(100), 500);

    assertThat(Shares.first(plan(hopeful, known, remote("cold")))).isEqualTo("cold");
    FakeTarget busy = remote("cold").runs(4, Integer.MAX_VALUE);
    assertThat(Shares.first(plan(hopeful, known, busy))).isEqualTo("known");
    RoutingStrategy wary = create(Map.of("explore", 0, "prior", "5s"));
    assertThat(Shares.first(plan(wary, remote("cold"), known))).isEqualTo("known");
  }

  @Test
  void fewLuckySamples_doNotBeatAWellKnownMean() {
    FakeTarget known = remote("known").answersIn(millis(100), 500);

    order(known);
    assertThat(order(known, remote("lucky").answersIn(millis(70), 1))).startsWith("known");
    assertThat(order(known, remote("lucky").answersIn(millis(70), 100))).startsWith("lucky");
  }

  @Test
  void targetWhoseSamplesRanOut_isRememberedForFiveMinutes() {
    FakeTarget fast = remote("fast").answersIn(millis(100), 500);
    context.advance(millis(100));
    order(remote("slow").answersIn(millis(900), 500), fast);
    context.advance(millis(100));
    order(remote("slow").answersIn(millis(900), 500), fast);

    context.advance(Duration.ofSeconds(299));
    assertThat(order(remote("slow"), fast.runs(6, Integer.MAX_VALUE))).startsWith("fast");
    context.advance(Duration.ofSeconds(2));
    assertThat(order(remote("slow"), fast.runs(6, Integer.MAX_VALUE))).startsWith("slow");
  }

  @Test
  void explores_onePerCent_evenlyAmongThoseOfWhichLittleIsKnown() {
    RoutingStrategy exploring = create(Map.of());
    int plans = 40_000;
    Map<String, Long> shares = Shares.of(
        plans,
        () -> plan(
            exploring,
            local("local").answersIn(millis(50), 500),
            remote("b").answersIn(millis(90), 5),
            remote("c").answersIn(millis(90), 99),
            remote("known").answersIn(millis(90), 100),
            remote("busy").answersIn(millis(90), 5).runs(2, 9),
            remote("out").is(Availability.BREAKER_OPEN)));

    assertThat(shares).containsOnlyKeys("local", "b", "c");
    assertThat(shares.get("b") / (double) plans).isCloseTo(0.005, within(0.0014));
    assertThat(shares.get("c") / (double) plans).isCloseTo(0.005, within(0.0014));
  }

  @Test
  void halfOpenTarget_isExplored_howeverMuchIsKnownOfIt() {
    RoutingStrategy curious = create(Map.of("explore", 1));
    FakeTarget local = local("local").answersIn(millis(50), 500);
    FakeTarget sick = remote("sick").answersIn(Duration.ofSeconds(5), 500);

    assertThat(Shares.first(plan(curious, sick, local))).isEqualTo("local");
    assertThat(Shares.first(plan(curious, sick.is(Availability.PROBE_ONLY), local)))
        .isEqualTo("sick");
  }

  @Test
  void exploredTarget_isFollowedByTheBest_andSaysSo() {
    RoutingStrategy curious = create(Map.of("explore", 1));

    assertThat(plan(
            curious,
            remote("b").answersIn(millis(90), 5),
            local("local").answersIn(millis(50), 500)))
        .isEqualTo(RoutePlan.of(
            Step.immediately("b", "explored"), Step.onFailure("local", "lowest score")));
    assertThat(Shares.order(plan(curious, local("only")))).containsExactly("only");
  }

  @Test
  void optionsThatCannotBe_areRefused() {
    assertThatThrownBy(() -> create(Map.of("margin", 0.6)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("strategy.latency-weighted.margin: 0.6 (expected: a fraction from 0 to 0.5)");
    assertThatThrownBy(() -> create(Map.of("explore", 2)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy.latency-weighted.explore: 2 (expected: ");
    assertThatThrownBy(() -> create(Map.of("prior", 50)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy.latency-weighted.prior: 50 (expected: ");
  }
}
