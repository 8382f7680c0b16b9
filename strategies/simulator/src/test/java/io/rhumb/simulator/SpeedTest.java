package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The goal is 300,000 simulated requests a second on one core; what is asserted is what a machine holds that others use too. */
final class SpeedTest {

  @Test
  void localFirst_isFastEnoughToBeOfUse() {
    var scenario = Small.threeRegions(0.8, Duration.ofMinutes(20));
    Small.run(scenario, 1);

    long start = System.nanoTime();
    long requests = Small.run(scenario, 2).recorder().ended();
    double perSecond = requests * 1e9 / (System.nanoTime() - start);

    System.out.printf("simulated requests a second: %,.0f%n", perSecond);
    assertThat(perSecond).isGreaterThan(20_000);
  }
}
