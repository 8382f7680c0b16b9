package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Condition.Reach;
import io.rhumb.simulator.scenario.Failing;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in strategy through the engine, the breakers and the regions: what a gateway would do. */
final class LocalFirstRunTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  @Test
  void fourFifthsOfItsCapacity_staysLocal() {
    RunResult result = run(Small.threeRegions(0.8, MINUTE));

    assertThat(result.localShare()).isGreaterThanOrEqualTo(0.995);
    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.attemptsPerRequest()).isEqualTo(1);
    assertThat(result.switchesPerMinute()).isZero();
  }

  @Test
  void localRegionDown_allSucceedElsewhere() {
    RunResult result = run(Small.threeRegions(
        0.8,
        MINUTE,
        Incident.of("us-central1", TEN_SECONDS, MINUTE, Condition.cutOff(Reach.DOWN))));

    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.localShare()).isZero();
    assertThat(result.breakerTrips()).isEqualTo(3);
    assertThat(result.timeline().share("us-east1", Duration.ofSeconds(40))).isGreaterThan(0.95);
  }

  @Test
  void localRegionBlackHole_allSucceedElsewhere() {
    RunResult result = run(Small.threeRegions(
        0.5,
        MINUTE,
        Incident.of("us-central1", TEN_SECONDS, MINUTE, Condition.cutOff(Reach.BLACK_HOLE))));

    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.localShare()).isZero();
  }

  @Test
  void localRegionBack_getsItsTrafficBack() {
    RunResult result = run(Small.threeRegions(
        0.5,
        MINUTE.multipliedBy(2),
        Incident.of("us-central1", TEN_SECONDS, TEN_SECONDS, Condition.cutOff(Reach.DOWN))));

    assertThat(result.timeline().share("us-central1", Duration.ofSeconds(15))).isLessThan(0.1);
    assertThat(result.localShare()).isGreaterThan(0.99);
  }

  /** The tokens that the region grants are all used, and the rest is asked of its neighbour. */
  @Test
  void localQuota_spillsOver() {
    RunResult result = run(Small.threeRegions(
        0.5, MINUTE, Incident.of("us-central1", TEN_SECONDS, MINUTE, Condition.quota(20))));

    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.localShare()).isBetween(0.05, 0.26);
    assertThat(result.breakerTrips()).isZero();
  }

  static Stream<Condition> outages() {
    return Stream.of(
        Condition.cutOff(Reach.DOWN),
        Condition.cutOff(Reach.BLACK_HOLE),
        Condition.failing(new Failing(1, Outcome.UNAVAILABLE, Duration.ofMillis(2))),
        Condition.failing(new Failing(1, Outcome.INTERNAL_ERROR, Duration.ofMillis(2))),
        Condition.quota(0));
  }

  /**
   * Measured once the breakers are open: from the fiftieth second on. A black hole takes its time: each region costs
   * an attempt's ten seconds before its breaker knows, one after the other.
   */
  @ParameterizedTest
  @MethodSource("outages")
  void totalOutage_isNotHammered(Condition condition) {
    Duration duration = Duration.ofSeconds(100);
    RunResult result =
        run(Small.threeRegions(0.8, duration, Small.everywhere(condition, duration)));

    assertThat(result.successes()).isZero();
    assertThat(result.requests()).isGreaterThan(3_000);
    assertThat(result.attemptsPerRequest()).isLessThanOrEqualTo(1.10);
  }

  /** Those inside find their connection broken; the engine sends them elsewhere, and the clients notice nothing. */
  @Test
  void regionGoesDownWithCallsInside_theyAreAnsweredElsewhere() {
    Scenario scenario = Small.threeRegions(
        0.8,
        MINUTE,
        Incident.of(
            "us-central1", Duration.ofSeconds(40), TEN_SECONDS, Condition.cutOff(Reach.DOWN)));
    RunResult result = run(scenario);

    assertThat(result.successRatio()).isEqualTo(1);
    assertThat(result.attempts()).isGreaterThan(result.requests());
  }

  private static RunResult run(Scenario scenario) {
    return Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, 1);
  }
}
