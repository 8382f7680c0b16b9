package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.simulator.scenario.Scenario;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The goal is 300,000 simulated requests a second on one core. Time is that of this thread on its processor, so that
 * others who use the machine do not count; what is asserted still leaves them room.
 */
final class SpeedTest {

  @Test
  void localFirst_isFastEnoughToBeOfUse() {
    Scenario scenario = Small.threeRegions(0.8, Duration.ofMinutes(30));
    Small.run(scenario, 1);

    long start = cpuNanos();
    long requests = Small.run(scenario, 2).recorder().ended();
    double perSecond = requests * 1e9 / (cpuNanos() - start);

    System.out.printf("simulated requests a second: %,.0f%n", perSecond);
    assertThat(perSecond).isGreaterThan(50_000);
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
