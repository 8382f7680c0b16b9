package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BudgetTest {

  private static final long SECOND = 1_000_000_000;

  private final Budget budget = new Budget(BudgetPolicy.DEFAULT, 0);

  @Test
  void full_holdsAHundred() {
    assertThat(budget.left(0)).isEqualTo(100);
    requests(10_000);
    assertThat(budget.left(0)).isEqualTo(100);
  }

  @Test
  void failoverThatAnswers_costsNothing() {
    assertThat(budget.admit(Extra.FAILOVER, 0)).isTrue();
    budget.end(Extra.FAILOVER, Outcome.SUCCESS);

    assertThat(budget.left(0)).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNAVAILABLE", "THROTTLED", "TIMEOUT", "INTERNAL_ERROR", "LOST_EXTRA", "IMPATIENT"})
  void failoverThatBringsNothing_costsAToken(Outcome outcome) {
    fail(outcome);

    assertThat(budget.left(0)).isEqualTo(99);
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "NO_CREDENTIAL", "HEAD_TOO_LARGE", "CLIENT_GONE", "REJECTED"})
  void failoverThatReachedNobody_orIsNotToBlame_costsNothing(Outcome outcome) {
    fail(outcome);

    assertThat(budget.left(0)).isEqualTo(100);
  }

  @Test
  void usedUp_refusesFailovers_andCountsThem() {
    exhaust(budget);

    assertThat(budget.admit(Extra.FAILOVER, 0)).isFalse();
    assertThat(budget.refused(Extra.FAILOVER)).isEqualTo(2);
    assertThat(budget.admit(Extra.NONE, 0)).isTrue();
  }

  @Test
  void requests_earnATenth() {
    exhaust(budget);
    requests(9);
    assertThat(budget.admit(Extra.FAILOVER, 0)).isFalse();
    requests(1);

    assertThat(budget.admit(Extra.FAILOVER, 0)).isTrue();
  }

  @Test
  void time_givesOneASecond() {
    exhaust(budget);
    assertThat(budget.admit(Extra.FAILOVER, SECOND - 1)).isFalse();

    assertThat(budget.admit(Extra.FAILOVER, SECOND)).isTrue();
    assertThat(budget.left(51 * SECOND)).isEqualTo(51);
    assertThat(budget.left(Long.MAX_VALUE / 2)).isEqualTo(100);
  }

  @Test
  void requestsAndTime_giveTheGreater_notTheSum() {
    for (int perSecond : new int[] {1, 40}) {
      Budget other = new Budget(BudgetPolicy.DEFAULT, 0);
      exhaust(other);
      for (int second = 1; second <= 10; second++) {
        for (int i = 0; i < perSecond; i++) {
          other.requestBegan();
          other.left(second * SECOND - SECOND / (i + 2));
        }
      }

      assertThat(other.left(10 * SECOND)).isCloseTo(Math.max(1, perSecond / 10) * 10, within(1.5));
    }
  }

  @Test
  void overdrawn_byAHundredAtMost() {
    for (int i = 0; i < 1_000; i++) {
      budget.admit(Extra.FAILOVER, 0);
    }
    for (int i = 0; i < 1_000; i++) {
      budget.end(Extra.FAILOVER, Outcome.UNAVAILABLE);
    }

    assertThat(budget.left(0)).isEqualTo(-100);
  }

  @Test
  void failoversHaveBeenFailing_thoseUnderWayCount() {
    for (int i = 0; i < 1_000; i++) {
      fail(Outcome.UNAVAILABLE);
      requests(10);
    }
    int admitted = 0;
    while (budget.admit(Extra.FAILOVER, 0)) {
      admitted++;
    }

    assertThat(budget.left(0)).isGreaterThan(95);
    assertThat(admitted).isBetween(95, 101);
  }

  @Test
  void hedge_paysInAdvance_andIsPaidBackIfItWins() {
    budget.admit(Extra.HEDGE, 0);
    assertThat(budget.left(0)).isEqualTo(99);
    budget.end(Extra.HEDGE, Outcome.SUCCESS);
    assertThat(budget.left(0)).isEqualTo(100);
    budget.admit(Extra.HEDGE, 0);
    budget.end(Extra.HEDGE, Outcome.LOST_EXTRA);

    assertThat(budget.left(0)).isEqualTo(99);
  }

  @Test
  void clientsThatGoAway_costNothing() {
    for (int i = 0; i < 200; i++) {
      assertThat(budget.admit(Extra.HEDGE, 0)).isTrue();
      budget.end(Extra.HEDGE, Outcome.CLIENT_GONE);
      assertThat(budget.admit(Extra.FAILOVER, 0)).isTrue();
      budget.end(Extra.FAILOVER, Outcome.CLIENT_GONE);
    }

    assertThat(budget.left(0)).isEqualTo(100);
  }

  @Test
  void hedges_leaveHalfToFailovers() {
    int hedges = 0;
    while (budget.admit(Extra.HEDGE, 0)) {
      budget.end(Extra.HEDGE, Outcome.LOST_EXTRA);
      hedges++;
    }

    assertThat(hedges).isEqualTo(50);
    assertThat(budget.admit(Extra.FAILOVER, 0)).isTrue();
  }

  @Test
  void hedges_atMostTenAtATime_orAFifthOfTheRequestsInFlight() {
    assertThat(hedgesAtOnce()).isEqualTo(10);
    requests(100);
    assertThat(hedgesAtOnce()).isEqualTo(20);
    for (int i = 0; i < 20; i++) {
      budget.requestEnded();
    }
    assertThat(hedgesAtOnce()).isEqualTo(16);
  }

  @Test
  void released_leavesNoTrace() {
    for (Extra kind : Extra.values()) {
      budget.admit(kind, 0);
      budget.release(kind);
    }

    assertThat(budget.left(0)).isEqualTo(100);
    assertThat(hedgesAtOnce()).isEqualTo(10);
  }

  @Test
  void manyThreads_neverMoreHedgesThanAreAllowed_andNothingLeaks() throws Exception {
    for (int round = 0; round < 50; round++) {
      Budget other = new Budget(BudgetPolicy.DEFAULT, 0);
      long admitted = AtOnce.run(16, () -> other.admit(Extra.HEDGE, 0)).stream()
          .filter(yes -> yes)
          .count();

      assertThat(admitted).isBetween(1L, 10L);
      AtOnce.run(8, () -> {
        if (other.admit(Extra.FAILOVER, 0)) {
          other.end(Extra.FAILOVER, Outcome.UNAVAILABLE);
        }
        return 0;
      });
      assertThat(other.left(0)).isEqualTo(92 - (double) admitted);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, 1.1, Double.NaN})
  void policy_refusesWhatIsNoShare(double extra) {
    assertThatThrownBy(() -> new BudgetPolicy(extra, 0.2))
        .hasMessage("extra: " + extra + " (expected: > 0 and <= 1)");
  }

  private int hedgesAtOnce() {
    int hedges = 0;
    while (budget.admit(Extra.HEDGE, 0)) {
      hedges++;
    }
    for (int i = 0; i < hedges; i++) {
      budget.release(Extra.HEDGE);
    }
    return hedges;
  }

  private static void exhaust(Budget some) {
    while (some.admit(Extra.FAILOVER, 0)) {
      some.end(Extra.FAILOVER, Outcome.UNAVAILABLE);
    }
  }

  private void fail(Outcome outcome) {
    budget.admit(Extra.FAILOVER, 0);
    budget.end(Extra.FAILOVER, outcome);
  }

  private void requests(int count) {
    for (int i = 0; i < count; i++) {
      budget.requestBegan();
    }
  }
}
