package io.rhumb.strategy.builtin;

import static io.rhumb.strategy.builtin.FakeTarget.local;
import static io.rhumb.strategy.builtin.FakeTarget.remote;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.AttemptResult;
import io.rhumb.strategy.Availability;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetView;
import io.rhumb.strategy.Trigger;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HedgedTest {

  private static final TestRecord WON = hedge(AttemptResult.ANSWERED);
  private static final TestRecord LOST = hedge(AttemptResult.IGNORED);

  private final FakeTarget first = local("a").answersIn(millis(50), millis(200), 100);
  private final FakeTarget second = remote("b").answersIn(millis(60), millis(240), 100);

  private static TestRecord hedge(AttemptResult result) {
    return new TestRecord("b", AttemptKind.HEDGE, result, 5);
  }

  private static Duration millis(long millis) {
    return Duration.ofMillis(millis);
  }

  /** Around local-first, with a budget that is never used up unless the options say otherwise. */
  private static RoutingStrategy hedged(Map<String, Object> options) {
    Map<String, Object> all = new HashMap<>(Map.of("of", "local-first", "budget", 1));
    all.put("percentile", 95);
    all.putAll(options);
    return new TestContext(1).create(new StrategySpec("hedged", all));
  }

  private static RoutePlan plan(RoutingStrategy strategy, TargetView... targets) {
    return strategy.plan(TestRequest.plain(), FakeTargets.of(targets));
  }

  private static boolean hedges(RoutePlan plan) {
    return plan.steps().get(1).trigger() == Trigger.AFTER_DELAY_OR_FAILURE;
  }

  private static long delayMillis(RoutePlan plan) {
    assertThat(hedges(plan)).isTrue();
    return plan.steps().get(1).delayNanos() / 1_000_000;
  }

  @Test
  void secondStep_startsAfterTheFirstTargetsQuantile_theRestIsAsItWas() {
    assertThat(plan(hedged(Map.of()), first, second, remote("c")))
        .isEqualTo(RoutePlan.of(
            Step.immediately("a", "local"),
            Step.afterDelayOrFailure("b", millis(200), "hedge: next region"),
            Step.onFailure("c", "next region")));
  }

  @Test
  void delay_isAtLeast1Point2Medians() {
    FakeTarget even = local("a").answersIn(millis(100), millis(101), 100);

    assertThat(delayMillis(plan(hedged(Map.of()), even, remote("b")))).isEqualTo(120);
  }

  @Test
  void delay_isAtMost1Point5QuantilesOfTheBestThatIsKnown() {
    FakeTarget sick = local("a").answersIn(millis(2000), millis(3000), 100);

    assertThat(delayMillis(plan(hedged(Map.of()), sick, second))).isEqualTo(360);
    FakeTarget littleKnown = remote("b").answersIn(millis(60), millis(240), 99);
    assertThat(delayMillis(plan(hedged(Map.of()), sick, littleKnown))).isEqualTo(3000);
    FakeTarget out = remote("c").answersIn(millis(10), 100).is(Availability.BREAKER_OPEN);
    assertThat(delayMillis(plan(hedged(Map.of()), sick, second, out))).isEqualTo(360);
  }

  @Test
  void delay_isAtMostAThirdOfTheTimeLeft() {
    RoutePlan plan =
        hedged(Map.of()).plan(TestRequest.within(millis(300)), FakeTargets.of(first, second));

    assertThat(delayMillis(plan)).isEqualTo(100);
  }

  @Test
  void fewerThanAHundredSamples_isTheConfiguredDelay_orNoHedge() {
    FakeTarget littleKnown = local("a").answersIn(millis(50), millis(200), 99);

    assertThat(hedges(plan(hedged(Map.of()), littleKnown, second))).isFalse();
    assertThat(delayMillis(plan(hedged(Map.of("delay", "700ms")), littleKnown, second)))
        .isEqualTo(700);
    assertThat(delayMillis(plan(hedged(Map.of("delay", "1h")), littleKnown, second)))
        .isEqualTo(3333);
  }

  /** It may be well again, or have room, by the time that it is wanted. */
  @ParameterizedTest
  @EnumSource
  void secondTarget_mustAdmitMoreThanAProbe_whenItIsWanted(Availability availability) {
    RoutingStrategy strategy = hedged(Map.of());
    Step hedge = plan(strategy, first, second.is(availability)).steps().get(1);

    assertThat(hedge.trigger()).isEqualTo(Trigger.AFTER_DELAY_OR_FAILURE);
    assertThat(strategy.confirm(hedge, second.is(availability)))
        .isEqualTo(availability == Availability.ADMITTED);
  }

  @Test
  void secondTarget_mustHaveRoom_whenItIsWanted() {
    RoutingStrategy strategy = hedged(Map.of());
    Step hedge = plan(strategy, first, second.runs(5, 5)).steps().get(1);

    assertThat(strategy.confirm(hedge, second.runs(5, 5))).isFalse();
    assertThat(strategy.confirm(hedge, second.runs(4, 5))).isTrue();
  }

  @Test
  void zeroBudget_isTheOtherStrategysPlan_theSameObject() {
    RoutePlan inner = RoutePlan.of(Step.immediately("a", "x"), Step.onFailure("b", "y"));
    RoutingStrategy none = new Hedged(
        (request, targets) -> inner, new HedgeDelay(0.95, true, 0), new HedgeBudget(0, 0), () -> 0);

    for (int i = 0; i < 1000; i++) {
      assertThat(plan(none, first, second)).isSameAs(inner);
    }
  }

  @Test
  void planThatIsNotToBeHedged_isReturnedAsItIs() {
    Step start = Step.immediately("a", "x");
    for (RoutePlan inner : new RoutePlan[] {
      RoutePlan.of(start),
      RoutePlan.of(start, Step.immediately("b", "y")),
      RoutePlan.of(start, Step.afterDelayOrFailure("b", millis(5), "y")),
      RoutePlan.of(start, Step.onFailure("nowhere", "y")),
      RoutePlan.of(Step.immediately("nowhere", "y"), Step.onFailure("b", "y"))
    }) {
      RoutingStrategy around = new Hedged(
          (request, targets) -> inner,
          new HedgeDelay(0.95, true, 0),
          new HedgeBudget(1, 0),
          () -> 0);

      assertThat(plan(around, first, second)).isSameAs(inner);
    }
  }

  @Test
  void otherStrategy_hearsOfEveryAttempt() {
    Listening listening = new Listening();
    RoutingStrategy around =
        new Hedged(listening, new HedgeDelay(0.95, true, 0), new HedgeBudget(1, 0), () -> 0);
    around.onAttempt(WON);

    assertThat(listening.heard).containsExactly(WON);
  }

  @Test
  void startedHedges_areTwoPerCentOfTheRequests_howeverManyWouldBeSlow() {
    for (double slow : new double[] {0.05, 0.3, 1}) {
      RoutingStrategy strategy = hedged(Map.of("budget", "2%"));
      Random random = new Random(5);
      int started = 0;
      for (int i = 0; i < 50_000; i++) {
        RoutePlan plan = plan(strategy, first, second);
        started += random.nextDouble() < slow && starts(strategy, plan) ? 1 : 0;
      }
      assertThat(started).isBetween(980, 1000);
    }
  }

  @Test
  void manyThreads_keepTheBudget() {
    RoutingStrategy strategy = hedged(Map.of("budget", "2%"));
    AtomicInteger started = new AtomicInteger();
    RoutingStrategy request = (asked, targets) -> {
      RoutePlan plan = strategy.plan(asked, targets);
      started.addAndGet(starts(strategy, plan) ? 1 : 0);
      return plan;
    };
    Shares.of(64, 1000, request, FakeTargets.of(first, second));

    assertThat(started).hasValue(1280);
  }

  /** All of them were planned before the first one started. */
  @Test
  void hedgesOfABurst_areNotMoreThanTheBudgetHolds() {
    RoutingStrategy strategy = hedged(Map.of("budget", "2%"));
    List<RoutePlan> plans = IntStream.range(0, 1000)
        .mapToObj(i -> plan(strategy, first, second))
        .filter(HedgedTest::hedges)
        .toList();

    assertThat(plans).hasSize(1000);
    assertThat(plans.stream().filter(plan -> starts(strategy, plan)).count()).isEqualTo(20);
  }

  @Test
  void hedgesThatWereNotDue_andFailovers_costNothing() {
    RoutingStrategy strategy = hedged(Map.of("budget", "2%"));
    for (int i = 0; i < 150; i++) {
      plan(strategy, first, second);
      strategy.onAttempt(new TestRecord("a", AttemptKind.PRIMARY, AttemptResult.ANSWERED, 5));
      strategy.onAttempt(new TestRecord("b", AttemptKind.FAILOVER, AttemptResult.FAILED, 5));
    }
    RoutePlan plan = plan(strategy, first, second);

    assertThat(IntStream.range(0, 10).filter(i -> starts(strategy, plan)).count())
        .isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource
  void hedge_startsOnlyWhereTheTargetStillAdmits_elseItCostsNothing(Availability availability) {
    RoutingStrategy strategy = hedged(Map.of());
    Step step = plan(strategy, first, second).steps().get(1);

    assertThat(strategy.confirm(step, second.is(availability)))
        .isEqualTo(availability == Availability.ADMITTED);
    assertThat(strategy.confirm(step, second)).isEqualTo(availability != Availability.ADMITTED);
  }

  @Test
  void hedge_startsOnlyWhereThereIsStillRoom_elseItCostsNothing() {
    RoutingStrategy strategy = hedged(Map.of());
    Step step = plan(strategy, first, second).steps().get(1);

    assertThat(strategy.confirm(step, second.runs(5, 5))).isFalse();
    assertThat(strategy.confirm(step, second.runs(4, 5))).isTrue();
  }

  /** As the engine asks where the second target has gone in the meantime. */
  @Test
  void stepThatTakesTheHedgesPlace_isPaidForToo() {
    RoutingStrategy strategy = hedged(Map.of());
    FakeTarget third = remote("c");
    Step instead = plan(strategy, first, second, third).steps().get(2);

    assertThat(strategy.confirm(instead, third)).isTrue();
    assertThat(strategy.confirm(instead, third)).isFalse();
  }

  @Test
  void stepThatTheOtherStrategyDelayed_isForItToConfirm_andCostsNothing() {
    Step own = Step.afterDelayOrFailure("b", millis(5), "hedge: y");
    for (boolean wanted : new boolean[] {true, false}) {
      Delaying inner = new Delaying(RoutePlan.of(Step.immediately("a", "x"), own), step -> wanted);
      RoutingStrategy around = around(inner);
      Step step = plan(around, first, second).steps().get(1);

      IntStream.range(0, 10)
          .forEach(i -> assertThat(around.confirm(step, second)).isEqualTo(wanted));
      assertThat(inner.asked).hasSize(10).containsOnly(own);
    }
  }

  @Test
  void ownStep_isNotTheOtherStrategysAffair() {
    Delaying inner = new Delaying(
        RoutePlan.of(Step.immediately("a", "x"), Step.onFailure("b", "y")), step -> false);
    RoutingStrategy around = around(inner);

    assertThat(starts(around, plan(around, first, second))).isTrue();
    assertThat(inner.asked).isEmpty();
  }

  /** Both write the same words. */
  @Test
  void hedgedAroundHedged_eachPaysForItsOwn() {
    RoutingStrategy strategy =
        hedged(Map.of("of", Map.of("hedged", Map.of("of", "local-first", "budget", 0.5))));
    IntStream.range(0, 3).forEach(i -> plan(strategy, first, second));
    RoutePlan plan = plan(strategy, first, second);

    // The inner one has earned two; the outer one's three are none of its business.
    assertThat(IntStream.range(0, 10).filter(i -> starts(strategy, plan)).count())
        .isEqualTo(2);
  }

  private RoutingStrategy around(RoutingStrategy inner) {
    return new Hedged(inner, new HedgeDelay(0.95, true, 0), new HedgeBudget(1, 0), () -> 0);
  }

  private boolean starts(RoutingStrategy strategy, RoutePlan plan) {
    return strategy.confirm(plan.steps().get(1), second);
  }

  @Test
  void hedgesThatSeldomWin_startLater_untilTheyWinAgain() {
    RoutingStrategy strategy = hedged(Map.of());
    IntStream.range(0, 30).forEach(i -> strategy.onAttempt(LOST));
    assertThat(delayMillis(plan(strategy, first, second))).isEqualTo(200);
    IntStream.range(0, 100).forEach(i -> strategy.onAttempt(LOST));
    assertThat(delayMillis(plan(strategy, first, second))).isEqualTo(800);
    IntStream.range(0, 5).forEach(i -> strategy.onAttempt(WON));
    assertThat(delayMillis(plan(strategy, first, second))).isEqualTo(200);
  }

  @Test
  void byDefault_isAroundLatencyWeighted_withTwoPerCent() {
    RoutingStrategy strategy = TestContext.strategy("hedged", Map.of());
    for (int i = 0; i < 49; i++) {
      assertThat(starts(strategy, plan(strategy, first, second))).isFalse();
    }
    RoutePlan plan = plan(strategy, first, second);

    assertThat(starts(strategy, plan)).isTrue();
    assertThat(delayMillis(plan)).isEqualTo(200);
    assertThat(plan.steps().get(0).reason()).isEqualTo("lowest score");
  }

  @Test
  void optionsThatCannotBe_areRefused() {
    assertRefused("percentile", 49, "a number from 50.0 to 99.9");
    assertRefused("percentile", 100, "a number from 50.0 to 99.9");
    assertRefused("budget", "200%", "a fraction from 0 to 1, such as 0.02 or 2%");
    assertRefused("of", 5, "a strategy: its name, or name: {options}");
  }

  private static void assertRefused(String key, Object value, String expected) {
    assertThatThrownBy(() -> hedged(Map.of(key, value)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessage("strategy.hedged." + key + ": " + value + " (expected: " + expected + ")");
  }
}
