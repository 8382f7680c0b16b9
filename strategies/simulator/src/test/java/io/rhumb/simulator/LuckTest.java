package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.rhumb.simulator.Luck.Purpose;
import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.ServiceTime;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class LuckTest {

  private static final int DRAWS = 200_000;

  /** The JDK's generator is SplitMix64 too: read in order, ours gives the same numbers. */
  @Test
  void numbersOfAStream_areThoseOfSplitMix64() {
    SplittableRandom reference = new SplittableRandom(42);
    for (int n = 0; n < 100; n++) {
      assertThat(SplitMix64.at(42, n)).isEqualTo(reference.nextLong());
    }
  }

  @Test
  void uniform_hasItsMeanAndVariance() {
    Luck.Stream stream = new Luck(1).stream(Purpose.STALL, 0);

    assertThat(mean(stream::uniform)).isCloseTo(0.5, within(0.003));
    assertThat(mean(n -> square(stream.uniform(n) - 0.5))).isCloseTo(1 / 12.0, within(0.001));
  }

  @Test
  void normal_hasItsMeanAndVariance() {
    Luck luck = new Luck(1);
    Luck.Stream stream = luck.stream(Purpose.SERVICE, 0);
    Luck.Stream angle = luck.stream(Purpose.SERVICE_ANGLE, 0);

    assertThat(mean(n -> stream.normal(n, angle))).isCloseTo(0, within(0.01));
    assertThat(mean(n -> square(stream.normal(n, angle)))).isCloseTo(1, within(0.015));
  }

  @Test
  void serviceTimes_haveTheMeanThatWasAskedFor() {
    assertThat(meanService(ServiceTime.exponential(Duration.ofMillis(50))))
        .isCloseTo(50, within(0.5));
    assertThat(meanService(ServiceTime.logNormal(Duration.ofMillis(50), 1)))
        .isCloseTo(50, within(0.6));
    assertThat(meanService(ServiceTime.logNormal(Duration.ofMillis(50), 0))).isEqualTo(50);
  }

  /** Between regions, purposes and seeds: a correlation of that many draws is within 3 / sqrt(n) of nothing. */
  @Test
  void streams_areIndependent() {
    Luck luck = new Luck(1);
    Luck.Stream stream = luck.stream(Purpose.SERVICE, 0);

    assertThat(correlation(stream, luck.stream(Purpose.SERVICE, 1))).isCloseTo(0, within(0.007));
    assertThat(correlation(stream, luck.stream(Purpose.FAILURE, 0))).isCloseTo(0, within(0.007));
    assertThat(correlation(stream, new Luck(2).stream(Purpose.SERVICE, 0)))
        .isCloseTo(0, within(0.007));
  }

  private static double meanService(ServiceTime time) {
    ServiceLuck luck = new ServiceLuck(new Luck(1), 0, RegionSpec.of("r", 1, time));
    return mean(luck::serviceNanos) / 1e6;
  }

  private static double correlation(Luck.Stream one, Luck.Stream other) {
    return 12 * mean(n -> (one.uniform(n) - 0.5) * (other.uniform(n) - 0.5));
  }

  private static double mean(LongToDoubleFunction number) {
    return LongStream.range(0, DRAWS).mapToDouble(number).average().orElseThrow();
  }

  private static double square(double value) {
    return value * value;
  }
}
