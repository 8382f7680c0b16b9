package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Condition.Reach;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class OracleTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  /**
   * Two regions without queues worth naming and without distance: the answer takes the less of two exponentials, half
   * the mean.
   */
  @Test
  void omniscient_picksTheLuckiestRegion() {
    RunResult result = Simulation.runOracle(Small.twins(), OracleKind.OMNISCIENT, 1);

    assertThat(result.latency().meanNanos() / 1e6).isCloseTo(25, within(0.5));
  }

  @Test
  void informed_doesNotKnowTheLuckOfTheRequest() {
    RunResult result = Simulation.runOracle(Small.twins(), OracleKind.INFORMED, 1);

    assertThat(result.latency().meanNanos() / 1e6).isCloseTo(50, within(1.0));
  }

  @Test
  void oracles_knowMoreThanLocalFirst() {
    Scenario scenario = Small.threeRegions(0.95, MINUTE);
    RunResult localFirst = Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, 1);
    RunResult informed = Simulation.runOracle(scenario, OracleKind.INFORMED, 1);
    RunResult omniscient = Simulation.runOracle(scenario, OracleKind.OMNISCIENT, 1);

    assertThat(localFirst.regretAgainst(informed)).isPositive();
    assertThat(informed.regretAgainst(omniscient)).isPositive();
  }

  @Test
  void oracle_neverAsksARegionThatIsDown() {
    Scenario scenario = Small.threeRegions(
        0.8,
        MINUTE,
        Incident.of("us-central1", Duration.ofSeconds(20), MINUTE, Condition.cutOff(Reach.DOWN)));
    RunResult result = Simulation.runOracle(scenario, OracleKind.INFORMED, 1);

    assertThat(result.attemptsPerRequest()).isEqualTo(1);
    assertThat(result.localShare()).isZero();
    assertThat(result.successRatio()).isEqualTo(1);
  }

  @Test
  void quota_isUsedUpAndNeverExceeded() {
    Scenario scenario = Small.threeRegions(
        0.8,
        MINUTE,
        Incident.of("us-central1", Duration.ofSeconds(20), MINUTE, Condition.quota(40)));
    RunResult result = Simulation.runOracle(scenario, OracleKind.INFORMED, 1);

    assertThat(result.attemptsPerRequest()).isEqualTo(1);
    assertThat(result.localShare()).isCloseTo(40 / 128.0, within(0.03));
  }
}
