package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.engine.Permit;
import io.rhumb.strategy.Availability;
import org.junit.jupiter.api.Test;

final class VirtualBreakerTest {

  private static final long RESET = 5_000;

  private final VirtualBreaker breaker = new VirtualBreaker(RESET);

  @Test
  void closed_admitsWithoutAProbe() {
    Permit permit = breaker.admit(0);

    assertThat(permit).isNotNull();
    assertThat(permit.probe()).isFalse();
    assertThat(breaker.availability(0)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.untilAdmittedNanos(0)).isZero();
  }

  @Test
  void fourFailuresInARow_open() {
    trip(100);

    assertThat(breaker.availability(100)).isEqualTo(Availability.BREAKER_OPEN);
    assertThat(breaker.admit(100)).isNull();
    assertThat(breaker.untilAdmittedNanos(1_100)).isEqualTo(RESET - 1_000);
    assertThat(breaker.trips()).isEqualTo(1);
  }

  @Test
  void neutralEnds_decideNothing() {
    for (int i = 0; i < 100; i++) {
      breaker.admit(0).end(Verdict.NEUTRAL, 0);
    }

    assertThat(breaker.availability(0)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void afterReset_admitsOneProbe() {
    trip(0);

    assertThat(breaker.admit(RESET - 1)).isNull();
    assertThat(breaker.availability(RESET)).isEqualTo(Availability.PROBE_ONLY);
    Permit probe = breaker.admit(RESET);
    assertThat(probe.probe()).isTrue();
    assertThat(breaker.admit(RESET)).isNull();
  }

  @Test
  void probeSucceeds_closes() {
    trip(0);
    breaker.admit(RESET).end(Verdict.SUCCESS, RESET + 10);

    assertThat(breaker.availability(RESET + 10)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.admit(RESET + 10).probe()).isFalse();
  }

  @Test
  void probeFails_opensForAnotherReset() {
    trip(0);
    breaker.admit(RESET).end(Verdict.FAILURE, RESET + 10);

    assertThat(breaker.untilAdmittedNanos(RESET + 10)).isEqualTo(RESET);
    assertThat(breaker.admit(2 * RESET + 10)).isNotNull();
  }

  /** A 429 is no proof that the target is well again. */
  @Test
  void probeEndsWithoutAVerdict_opensAgain() {
    trip(0);
    breaker.admit(RESET).end(Verdict.NEUTRAL, RESET + 10);

    assertThat(breaker.availability(RESET + 10)).isEqualTo(Availability.BREAKER_OPEN);
  }

  @Test
  void resultsOfAnEarlierEpoch_decideNothing() {
    Permit early = breaker.admit(0);
    trip(0);
    breaker.admit(RESET).end(Verdict.SUCCESS, RESET + 10);
    for (int i = 0; i < 10; i++) {
      early.end(Verdict.FAILURE, RESET + 20);
    }

    assertThat(breaker.availability(RESET + 20)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.trips()).isEqualTo(1);
  }

  @Test
  void lateFailuresWhileOpen_doNotProlong() {
    Permit early = breaker.admit(0);
    trip(0);
    early.end(Verdict.FAILURE, RESET - 1);

    assertThat(breaker.availability(RESET)).isEqualTo(Availability.PROBE_ONLY);
  }

  private void trip(long nowNanos) {
    Permit permit = breaker.admit(nowNanos);
    for (int i = 0; i < 4; i++) {
      permit.end(Verdict.FAILURE, nowNanos);
    }
  }
}
