package io.rhumb.simulator.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.simulator.Simulation;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FiguresTest {

  private final Scenario idle = ScenarioSuite.byName("no-tail").withDuration(Duration.ofMinutes(2));

  private RunResult run(ReferenceRule rule) {
    return Simulation.run(idle, rule, 1);
  }

  @Test
  void average_decaysWithTime_orFollowsThePeak() {
    LatencyAverage mean = new LatencyAverage(false);
    mean.add(100, 0);
    mean.add(200, 10_000_000_000L);
    LatencyAverage peak = new LatencyAverage(true);
    peak.add(100, 0);
    peak.add(200, 1);

    // 200 − 100 / e after one time constant.
    assertThat(mean.nanos()).isCloseTo(163.2, within(0.1));
    assertThat(peak.nanos()).isEqualTo(200);
  }

  /** Nobody waits there: whoever looks at all targets stays with the nearest, 102 ms against 130 and 200. */
  @Test
  void idleRegions_fullScansStayLocal_twoChoicesCannot() {
    assertThat(run(ReferenceRule.argmin()).localShare()).isGreaterThan(0.99);
    assertThat(run(ReferenceRule.fullScan(3, 16)).localShare()).isGreaterThan(0.95);
    assertThat(run(ReferenceRule.powerOfTwo()).localShare()).isBetween(0.4, 0.7);
    assertThat(run(ReferenceRule.latencyThreshold(150_000_000)).localShare()).isEqualTo(1);
  }

  /** 1/102⁴ of 1/102⁴ + 1/130⁴ + 1/200⁴. */
  @Test
  void proportional_drawsByTheFourthPower() {
    assertThat(run(ReferenceRule.proportional()).localShare()).isCloseTo(0.69, within(0.03));
  }

  @Test
  void quantileOfAHundred_isOffByAFifth() {
    double[] errors = QuantileFigures.errors(100, 1);

    assertThat(errors[errors.length / 40]).isCloseTo(-0.19, within(0.02));
    assertThat(errors[errors.length - errors.length / 40]).isCloseTo(0.20, within(0.02));
  }
}
