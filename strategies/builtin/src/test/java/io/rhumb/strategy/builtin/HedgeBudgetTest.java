package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HedgeBudgetTest {

  private static final long SECOND = 1_000_000_000L;

  /** Hedges that were affordable at once, in so many plans. */
  private static int hedges(HedgeBudget budget, int plans, long start, long gap) {
    int hedges = 0;
    for (int i = 0; i < plans; i++) {
      budget.earn(start + i * gap);
      hedges += budget.take() ? 1 : 0;
    }
    return hedges;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.001, 0.02, 0.05, 0.5, 1})
  void hedges_areExactlyTheBudget(double share) {
    assertThat(hedges(new HedgeBudget(share, 0), 100_000, 0, SECOND / 1000))
        .isEqualTo((int) (share * 100_000));
  }

  @Test
  void nothingIsAffordable_beforeItIsEarned_orWithoutABudget() {
    assertThat(hedges(new HedgeBudget(0.02, 0), 49, 0, 1)).isZero();
    assertThat(hedges(new HedgeBudget(0.02, 0), 50, 0, 1)).isEqualTo(1);
    assertThat(hedges(new HedgeBudget(0, 0), 100_000, 0, 1)).isZero();
  }

  /** 10 requests a second earn 2 tokens in ten seconds: three are the cap. 1,000 earn 200. */
  @ParameterizedTest
  @ValueSource(ints = {10, 1000})
  void savings_areCapped(int perSecond) {
    HedgeBudget budget = new HedgeBudget(0.02, 0);
    for (long i = 0; i < 60L * perSecond; i++) {
      budget.earn(i * SECOND / perSecond);
    }
    int saved = 0;
    assertThat(budget.savings()).isEqualTo(1);
    while (budget.take()) {
      saved++;
    }

    assertThat(saved).isEqualTo(Math.max(3, perSecond / 5));
    assertThat(budget.savings()).isZero();
  }

  /** 200 were saved in a minute; nothing comes for half an hour. */
  @Test
  void savings_doNotExpire_butAreNotMoreThanTheLeastCapAfterAPause() {
    HedgeBudget budget = new HedgeBudget(0.02, 0);
    for (long i = 0; i < 60_000; i++) {
      budget.earn(i * SECOND / 1000);
    }

    assertThat(hedges(budget, 3, 1800 * SECOND, 1)).isEqualTo(3);
    // Of the 0.06 that came meanwhile, 0.02 were above the cap.
    assertThat(hedges(budget, 47, 1801 * SECOND, 1)).isZero();
    assertThat(hedges(budget, 1, 1801 * SECOND, 1)).isEqualTo(1);
  }

  /** The statement of the class, word by word, on bursts and pauses and hedges as many as can be. */
  @Test
  void anyTenSeconds_haveNoMoreHedgesThanTheStatementSays() {
    Random random = new Random(7);
    for (double share : new double[] {0.01, 0.02, 0.05, 0.3}) {
      HedgeBudget budget = new HedgeBudget(share, -5);
      Windows windows = new Windows(share);
      long now = -5;
      for (int i = 0; i < 50_000; i++) {
        now += (long) (SECOND * Math.exp(random.nextGaussian() * 3 - 6));
        budget.earn(now);
        windows.request(now);
        for (int due = random.nextInt(200) == 0 ? 100 : 0; due > 0 && budget.take(); due--) {
          windows.hedge(now);
        }
      }
      assertThat(windows.hedges()).isBetween(200, (int) (share * 50_000));
    }
  }

  @Test
  void clockThatWraps_changesNothing() {
    HedgeBudget budget = new HedgeBudget(0.02, Long.MAX_VALUE - SECOND);

    assertThat(hedges(budget, 100_000, Long.MAX_VALUE - SECOND, SECOND / 1000)).isEqualTo(2000);
  }
}
