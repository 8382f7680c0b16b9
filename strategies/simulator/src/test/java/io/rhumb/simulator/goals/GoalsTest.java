package io.rhumb.simulator.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.OracleKind;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.report.Timeline;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class GoalsTest {

  private final Runs runs = new Runs(StrategyCatalog.ofLoader(GoalsTest.class.getClassLoader()));

  @Test
  void names_areDistinct() {
    assertThat(Goals.all()).extracting(Goal::name).doesNotHaveDuplicates().hasSizeGreaterThan(30);
  }

  @Test
  void seedsThatJudge_areNotThoseOfDevelopment() {
    assertThat(Seeds.judging(20)).hasSize(20).allMatch(seed -> seed > 1000);
    assertThatThrownBy(() -> Seeds.judging(0)).hasMessage("seeds: 0 (expected: >= 1)");
  }

  @Test
  void table_givesMeanWorstAndWhatIsBeside() {
    Goal small = Goal.of("small", Wanted.atMost(2), Unit.NUMBER, (all, seed) -> seed - 1000)
        .beside("twice", Unit.COUNT, (all, seed) -> 2 * (seed - 1000));
    Goal large = Goal.of("large", Wanted.atLeast(0.5).always(), Unit.PERCENT, (all, seed) -> 0.4);

    List<GoalResult> results =
        Goals.measure(List.of(small, large), runs, Seeds.judging(3), ProgressListener.NONE);

    assertThat(GoalsTable.markdown(results))
        .isEqualTo(
            """
            | goal | wanted | reached | verdict |
            |---|---|---|---|
            | small | <= 2.00 | 2.00 (worst 3.00); twice 4 | reached |
            | large | >= 50.0 %, always | 40.0 % | missed |
            """);
  }

  @Test
  void progress_isToldStepByStep() {
    Goal goal = Goal.of("one", Wanted.atMost(1), Unit.NUMBER, (all, seed) -> 1);
    List<String> steps = new ArrayList<>();

    Goals.measure(
        List.of(goal, goal),
        runs,
        Seeds.judging(2),
        (done, total) -> steps.add(done + "/" + total));

    assertThat(steps).containsExactly("1/4", "2/4", "3/4", "4/4");
  }

  @Test
  void sameRun_isMadeOnce_unlessAskedForAnew() {
    Scenario scenario = ScenarioSuite.byName("cold-start");
    RunResult first = runs.of(scenario, OracleKind.INFORMED, 1);

    assertThat(runs.of(ScenarioSuite.byName("cold-start"), OracleKind.INFORMED, 1))
        .isSameAs(first);
    assertThat(runs.of(scenario, OracleKind.INFORMED, 2)).isNotEqualTo(first);
  }

  /** What the page of facts gives for the detector: 11 requests at half failing, one false trip in 47,000. */
  @Test
  void breakerGoals_measureTheDetector() {
    List<GoalResult> results =
        Goals.measure(BreakerGoals.all(), runs, List.of(1L, 2L), ProgressListener.NONE);

    assertThat(results).allMatch(GoalResult::reached);
    assertThat(results.get(1).spread().mean()).isCloseTo(11, within(0.5));
    assertThat(results.get(3).spread().mean()).isCloseTo(40_000 / 47_000.0, within(0.15));
  }

  @Test
  void recovery_isTheEndOfTheFirstGoodSlice_orNever() {
    Scenario scenario = ScenarioSuite.byName("total-outage");
    List<List<Double>> shares = new ArrayList<>(Collections.nCopies(60, List.of(1.0, 0.0)));
    // The outage lasts from 90 s to 150 s, a slice is 5 s.
    Collections.fill(shares.subList(18, 32), List.of(0.5, 0.5));

    assertThat(OutageGoals.recoverySeconds(scenario, timeline(shares))).isEqualTo(15);
    Collections.fill(shares.subList(18, 60), List.of(0.5, 0.5));
    assertThat(OutageGoals.recoverySeconds(scenario, timeline(shares))).isInfinite();
  }

  private static Timeline timeline(List<List<Double>> shares) {
    return new Timeline(Duration.ofSeconds(5), List.of("us-central1", "us-east1"), shares);
  }

  @Test
  void workloads_changeOnlyWhatTheySay() {
    Scenario scenario = ScenarioSuite.byName("local-overload");
    Scenario half = Workloads.scaled(scenario, 0.5);
    Scenario between = Workloads.between(scenario, Duration.ofSeconds(40), Duration.ofSeconds(50));

    assertThat(half.gateways().get(0).requestsPerSecond()).isEqualTo(100);
    assertThat(Workloads.scaled(half, 2)).isEqualTo(scenario);
    assertThat(between.warmUp()).isEqualTo(Duration.ofSeconds(40));
    assertThat(between.duration()).isEqualTo(Duration.ofSeconds(50));
  }
}
