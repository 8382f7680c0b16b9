package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.HedgingSuite;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HedgingRunTest {

  private static final double BUDGET = 0.02;
  private static final double ROUNDING = 1e-6;

  static Stream<Scenario> suites() {
    return Stream.concat(HedgingSuite.helps().stream(), HedgingSuite.cannotHelp().stream());
  }

  private static StrategySpec hedged(Map<String, Object> options) {
    return new StrategySpec("hedged", options);
  }

  @ParameterizedTest
  @MethodSource("suites")
  void theBudgetHolds_inEveryTenSeconds(Scenario scenario) {
    HedgingRun run = HedgingRun.of(
        scenario,
        Small.STRATEGIES,
        hedged(Map.of("of", "local-first", "budget", BUDGET)),
        BUDGET,
        3);

    assertThat(run.overdraft()).isLessThanOrEqualTo(ROUNDING);
  }

  static Stream<Scenario> suitesWithATail() {
    return suites().filter(scenario -> !scenario.name().equals("no-tail"));
  }

  /** The shortest delay, 1.2 times the median: a third of all requests want a hedge at any time. */
  @ParameterizedTest
  @MethodSource("suitesWithATail")
  void theBudgetHolds_inEveryTenSeconds_howeverManyWantOne(Scenario scenario) {
    HedgingRun run = HedgingRun.of(
        scenario,
        Small.STRATEGIES,
        hedged(Map.of("of", "local-first", "budget", BUDGET, "percentile", 50)),
        BUDGET,
        3);

    assertThat(run.hedges()).isPositive();
    assertThat(run.overdraft()).isLessThanOrEqualTo(ROUNDING);
  }

  /** The same run is judged by half of the budget that it had: the measure can tell. */
  @Test
  void budgetThatIsExceeded_isNoticed() {
    HedgingRun run = HedgingRun.of(
        HedgingSuite.byName("stalls"),
        Small.STRATEGIES,
        hedged(Map.of("of", "local-first", "budget", 0.1, "percentile", 50)),
        BUDGET,
        3);

    assertThat(run.overdraft()).isGreaterThan(20);
  }

  @Test
  void overdraft_isOfTheWorstTenSeconds() {
    AtomicLong now = new AtomicLong();
    RoutingStrategy always = (request, targets) -> RoutePlan.of(Step.immediately("a", "always"));
    HedgeMeter meter = new HedgeMeter(always, now::get);
    for (int second = 0; second < 100; second++) {
      now.set(second * 1_000_000_000L);
      for (int i = 0; i < 10; i++) {
        ask(meter, i == 0 && second >= 50 && second < 65);
      }
    }

    // Ten hedges, where 2 % of 100 requests and three were allowed.
    assertThat(meter.hedges()).isEqualTo(15);
    assertThat(meter.overdraft(0.02)).isEqualTo(5);
    assertThat(meter.overdraft(0.05)).isEqualTo(0);
    assertThat(new HedgeMeter(always, now::get).overdraft(1)).isNegative();
  }

  private static void ask(HedgeMeter meter, boolean hedge) {
    Target target =
        new Target("a", "a", true, new VirtualBreaker(1, new Random(1)), () -> 0, new Random(1));
    meter.plan(new SimulatedRequest(0, 1), new TargetSet(List.of(target)));
    if (hedge) {
      meter.confirm(Step.afterDelayOrFailure("a", Duration.ZERO, "slow"), target);
    }
  }

  @Test
  void zeroBudget_isTheOtherStrategysRun_bitForBit() {
    Scenario scenario = HedgingSuite.byName("mixed").withDuration(Duration.ofMinutes(1));
    RunResult none = HedgingRun.of(
            scenario, Small.STRATEGIES, hedged(Map.of("of", "local-first", "budget", 0)), 0, 3)
        .result();

    assertThat(none.fingerprint())
        .isEqualTo(
            Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, 3).fingerprint());
  }

  /** With a fixed delay, no quantile below 1 - b can become better. */
  @Test
  void twoPerCent_bringTheTailDown_andLeaveTheMedian() {
    Scenario scenario = HedgingSuite.byName("stalls");
    RunResult alone = Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, 3);
    HedgingRun run =
        HedgingRun.of(scenario, Small.STRATEGIES, hedged(Map.of("of", "local-first")), BUDGET, 3);

    assertThat(alone.latency().p999Nanos()).isGreaterThan(2_000_000_000L);
    assertThat(run.result().latency().p999Nanos()).isLessThan(700_000_000L);
    assertThat(run.result().latency().p50Nanos())
        .isBetween((long) (0.99 * alone.latency().p50Nanos()), (long)
            (1.01 * alone.latency().p50Nanos()));
    assertThat(run.result().attemptsPerRequest()).isBetween(1.015, 1.0205);
  }
}
