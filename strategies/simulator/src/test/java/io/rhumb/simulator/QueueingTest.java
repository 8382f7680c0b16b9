package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * The regions against what queueing theory knows (Kleinrock, <i>Queueing Systems</i>, vol. 1, 1975). About 200,000
 * requests each; the tolerance of 5 % is about three standard errors at these loads, and the seeds are fixed.
 */
final class QueueingTest {

  private static final Duration TEN_MILLIS = Duration.ofMillis(10);

  /** W = s / (1 - rho). */
  @Test
  void oneServer_waitsAsMM1() {
    assertThat(meanMillis(Small.queue(1, TEN_MILLIS, 50, Duration.ofMinutes(66))))
        .isCloseTo(20, within(1.0));
    assertThat(meanMillis(Small.queue(1, TEN_MILLIS, 70, Duration.ofMinutes(48))))
        .isCloseTo(10 / 0.3, within(0.05 * 10 / 0.3));
  }

  /** W = s + C(c, a) s / (c - a), with Erlang's C. */
  @Test
  void manyServers_waitAsMMc() {
    double offered = 3.2;
    double expected = 10 + erlangC(4, offered) * 10 / (4 - offered);

    assertThat(meanMillis(Small.queue(4, TEN_MILLIS, 320, Duration.ofMinutes(10))))
        .isCloseTo(expected, within(0.05 * expected));
  }

  /** L = lambda W, where L is an area over time and W a mean over calls. */
  @Test
  void meanInside_isRateTimesSojourn() {
    World world = Small.run(Small.queue(4, TEN_MILLIS, 320, Duration.ofMinutes(2)), 1);
    RegionMeter meter = world.region("r").meter();
    double rate = meter.departures() / (double) meter.lastNanos();

    assertThat(meter.meanInside()).isGreaterThan(3);
    assertThat(meter.meanInside()).isCloseTo(rate * meter.meanSojournNanos(), within(1e-6));
  }

  private static double meanMillis(Scenario scenario) {
    return Small.run(scenario, 1).recorder().latency().meanNanos() / 1e6;
  }

  private static double erlangC(int servers, double offered) {
    double term = 1;
    double sum = 1;
    for (int k = 1; k < servers; k++) {
      term *= offered / k;
      sum += term;
    }
    double last = term * offered / servers * servers / (servers - offered);
    return last / (sum + last);
  }
}
