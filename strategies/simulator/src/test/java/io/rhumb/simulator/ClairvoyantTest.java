package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ClairvoyantTest {

  private static final double P50 = 0.5;

  /** Against all ways to spend the budget. */
  @Test
  void quantile_isTheBestOfAllChoicesOfHedges() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(10);
      long[] alone = random.longs(n, 1, 30).toArray();
      long[] hedged = alone.clone();
      Arrays.setAll(hedged, i -> Math.min(alone[i], 1 + random.nextInt(30)));
      Clairvoyant clairvoyant = new Clairvoyant(alone, hedged);
      for (double q : new double[] {0.5, 0.8, 0.99}) {
        for (double budget : new double[] {0, 0.1, 0.34, 1}) {
          assertThat(clairvoyant.quantileNanos(q, budget))
              .isEqualTo(bestOfAll(alone, hedged, q, (int) (budget * n)));
        }
      }
    }
  }

  private static long bestOfAll(long[] alone, long[] hedged, double q, int hedges) {
    long best = Long.MAX_VALUE;
    for (int choice = 0; choice < 1 << alone.length; choice++) {
      if (Integer.bitCount(choice) <= hedges) {
        long[] waits = alone.clone();
        for (int i = 0; i < waits.length; i++) {
          waits[i] = (choice >> i & 1) == 1 ? hedged[i] : alone[i];
        }
        Arrays.sort(waits);
        best = Math.min(best, waits[(int) Math.ceil(q * waits.length) - 1]);
      }
    }
    return best;
  }

  /** Exponential service without queues: half of those hedged take less than half of the median. */
  @Test
  void wholeBudget_takesTheLessOfTwoExponentials() {
    Clairvoyant clairvoyant = Clairvoyant.of(Small.twins(), Small.STRATEGIES, Small.LOCAL_FIRST, 1);
    double median = 50e6 * Math.log(2);

    assertThat(clairvoyant.quantileNanos(P50, 0) / median).isCloseTo(1, within(0.03));
    assertThat(clairvoyant.quantileNanos(P50, 1) / median).isCloseTo(0.5, within(0.03));
  }

  /** Of the slowest three per cent, two are hedged; what is left at p99 was p97. */
  @Test
  void smallBudget_movesTheQuantileByItsShare() {
    Clairvoyant clairvoyant = Clairvoyant.of(Small.twins(), Small.STRATEGIES, Small.LOCAL_FIRST, 1);

    assertThat(clairvoyant.quantileNanos(0.99, 0.02)).isEqualTo(clairvoyant.quantileNanos(0.97, 0));
  }

  @Test
  void withoutABudget_isTheRunItself() {
    Clairvoyant clairvoyant = Clairvoyant.of(Small.twins(), Small.STRATEGIES, Small.LOCAL_FIRST, 1);

    assertThat(clairvoyant.quantileNanos(0.999, 0))
        .isEqualTo(Simulation.run(Small.twins(), Small.STRATEGIES, Small.LOCAL_FIRST, 1)
            .latency()
            .p999Nanos());
  }

  @Test
  void noRequests_isZero() {
    assertThat(new Clairvoyant(new long[0], new long[0]).quantileNanos(0.99, 0.02))
        .isZero();
  }
}
