package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ScheduleTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void steady_isDueAtEqualDistances() {
    Schedule schedule = Schedule.of(Arrivals.STEADY, 4, 0, new Random(1));
    assertThat(LongStream.generate(schedule::nextNanos).limit(4))
        .containsExactly(0L, SECOND / 4, SECOND / 2, 3 * SECOND / 4);
  }

  @Test
  void steady_neverDrifts() {
    Schedule schedule = Schedule.of(Arrivals.STEADY, 3, 0, new Random(1));
    long[] instants = LongStream.generate(schedule::nextNanos).limit(3_000_001).toArray();
    assertThat(instants[3_000_000]).isEqualTo(1_000_000 * SECOND);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 7, 99.5, 200, 1_000, 33_333})
  void steady_asManyAreDueAfterTheWarmUpAsTheRateSays(double perSecond) {
    Schedule schedule = Schedule.of(Arrivals.STEADY, perSecond, 5 * SECOND, new Random(1));
    long count = LongStream.generate(schedule::nextNanos)
        .takeWhile(instant -> instant < 15 * SECOND)
        .filter(instant -> instant >= 5 * SECOND)
        .count();
    assertThat((double) count).isCloseTo(10 * perSecond, within(1.0));
  }

  @ParameterizedTest
  @EnumSource(Arrivals.class)
  void warmUp_growsFromATwentiethToTheRate(Arrivals arrivals) {
    long[] counts = countsPerSecond(arrivals, 10_000, 10 * SECOND, 12);
    // The rate in the middle of each second: a twentieth, and the share of the rest that has come.
    for (int second = 0; second < 10; second++) {
      double expected = 10_000 * (0.05 + 0.95 * (second + 0.5) / 10);
      assertThat((double) counts[second])
          .as("second %d", second)
          .isCloseTo(expected, within(4 * Math.sqrt(expected)));
    }
    assertThat((double) counts[11]).isCloseTo(10_000, within(400.0));
  }

  @Test
  void poisson_countsVaryAsMuchAsTheirMean() {
    long[] counts = countsPerSecond(Arrivals.POISSON, 50, 0, 4_000);
    double mean = Arrays.stream(counts).average().orElseThrow();
    double variance = Arrays.stream(counts)
        .mapToDouble(count -> (count - mean) * (count - mean))
        .average()
        .orElseThrow();
    // Four standard errors of each over 4000 seconds.
    assertThat(mean).isCloseTo(50, within(0.45));
    assertThat(variance / mean).isCloseTo(1, within(0.09));
  }

  @Test
  void poisson_sameSeed_isTheSame() {
    assertThat(countsPerSecond(Arrivals.POISSON, 50, SECOND, 100))
        .isEqualTo(countsPerSecond(Arrivals.POISSON, 50, SECOND, 100));
  }

  @ParameterizedTest
  @EnumSource(Arrivals.class)
  void instants_neverDecrease(Arrivals arrivals) {
    Schedule schedule = Schedule.of(arrivals, 5_000, SECOND, new Random(3));
    long[] instants = LongStream.generate(schedule::nextNanos).limit(20_000).toArray();
    assertThat(instants).isSorted();
    assertThat(instants[0]).isNotNegative();
  }

  private static long[] countsPerSecond(
      Arrivals arrivals, double perSecond, long warmUpNanos, int seconds) {
    Schedule schedule = Schedule.of(arrivals, perSecond, warmUpNanos, new Random(7));
    long[] counts = new long[seconds];
    LongStream.generate(schedule::nextNanos)
        .takeWhile(instant -> instant < seconds * SECOND)
        .forEach(instant -> counts[(int) (instant / SECOND)]++);
    return counts;
  }
}
