package io.rhumb.strategy.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
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
      if (budget.affordsOne()) {
        budget.spendOne();
        hedges++;
      }
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
    while (budget.affordsOne()) {
      budget.spendOne();
      saved++;
    }

    assertThat(saved).isBetween(Math.max(3, perSecond / 5) - 1, Math.max(3, perSecond / 5));
  }

  @Test
  void overdraft_isPaidBack_beforeTheNextHedge() {
    HedgeBudget budget = new HedgeBudget(0.02, 0);
    IntStream.range(0, 10).forEach(i -> budget.spendOne());

    assertThat(hedges(budget, 549, 0, 1)).isZero();
    assertThat(hedges(budget, 1, 0, 1)).isEqualTo(1);
  }

  @Test
  void clockThatWraps_changesNothing() {
    HedgeBudget budget = new HedgeBudget(0.02, Long.MAX_VALUE - SECOND);

    assertThat(hedges(budget, 100_000, Long.MAX_VALUE - SECOND, SECOND / 1000)).isEqualTo(2000);
  }
}
