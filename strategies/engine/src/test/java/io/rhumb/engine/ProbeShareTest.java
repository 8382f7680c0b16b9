package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.strategy.Availability;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class ProbeShareTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long RESET = 5 * SECOND;
  /** Half of everything: no jitter. */
  private static final RandomGenerator EVEN = () -> Long.MIN_VALUE;

  private final Breaker breaker = new Breaker(RESET, EVEN, Breaker.Listener.NONE);
  private final ProbeShare share = new ProbeShare(breaker);

  @Test
  void closedBreaker_admitsEveryRequest() {
    for (int i = 0; i < 100; i++) {
      assertThat(request(i * SECOND).probe()).isFalse();
    }
  }

  @Test
  void manyRequests_theBreakersOwnDelayDecides() {
    trip(0);
    for (int i = 0; i < 20; i++) {
      assertThat(request(SECOND)).isNull();
    }

    assertThat(share.untilAdmittedNanos(SECOND)).isEqualTo(4 * SECOND);
    assertThat(share.availability(RESET)).isEqualTo(Availability.PROBE_ONLY);
    assertThat(request(RESET).probe()).isTrue();
  }

  @Test
  void fewRequests_oneInTwentyProbes() {
    trip(0);
    int probes = 0;
    for (int i = 1; i <= 100; i++) {
      Permit permit = request(i * 2L * SECOND);
      if (permit != null) {
        probes++;
        permit.end(Verdict.FAILURE, i * 2L * SECOND);
      }
    }

    assertThat(probes).isEqualTo(5);
  }

  @Test
  void hardlyAnyRequest_oneAMinuteProbes() {
    trip(0);

    assertThat(request(30 * SECOND)).isNull();
    assertThat(share.availability(30 * SECOND)).isEqualTo(Availability.BREAKER_OPEN);
    assertThat(share.untilAdmittedNanos(50 * SECOND)).isEqualTo(10 * SECOND);
    assertThat(request(60 * SECOND).probe()).isTrue();
  }

  @Test
  void firstRequestAfterTheDelay_probes() {
    while (breaker.availability(0) == Availability.ADMITTED) {
      share.admit(0).end(Verdict.FAILURE, 0);
    }

    assertThat(request(RESET).probe()).isTrue();
  }

  /** Twenty requests, three seconds apart, to a target that is ill for a minute. */
  @Test
  void flapOfAMinute_atMostFiveAttempts() {
    int attempts = 0;
    for (int i = 0; i < 20; i++) {
      Permit permit = request(i * 3L * SECOND);
      if (permit != null) {
        attempts++;
        permit.end(Verdict.FAILURE, i * 3L * SECOND);
      }
    }

    assertThat(attempts).isLessThanOrEqualTo(5);
  }

  @Test
  void probeThatSucceeds_endsIt_andTheNextIllnessCountsAnew() {
    trip(0);
    request(60 * SECOND).end(Verdict.SUCCESS, 60 * SECOND);
    assertThat(request(61 * SECOND).probe()).isFalse();
    trip(62 * SECOND);

    assertThat(share.untilAdmittedNanos(62 * SECOND)).isEqualTo(RESET);
    assertThat(share.untilAdmittedNanos(62 * SECOND + RESET)).isEqualTo(55 * SECOND);
  }

  @Test
  void nobodyTries_aProbeIsDue_afterAMinuteAndTwentyRequests() {
    trip(0);
    for (int i = 1; i <= 20; i++) {
      share.requestBegan(i * SECOND);
      assertThat(share.due(i * SECOND)).isFalse();
    }
    assertThat(share.due(59 * SECOND)).isFalse();
    assertThat(share.due(60 * SECOND)).isTrue();

    share.admit(60 * SECOND).end(Verdict.FAILURE, 60 * SECOND);
    assertThat(share.due(121 * SECOND)).as("no requests since").isFalse();
  }

  @Test
  void whileAProbeHangs_refuses_andSaysSo_howeverManyAsk() {
    trip(0);
    request(60 * SECOND);
    for (int i = 1; i <= 100; i++) {
      long now = (60 + i) * SECOND;
      assertThat(share.availability(now)).isEqualTo(Availability.BREAKER_OPEN);
      assertThat(share.untilAdmittedNanos(now)).isPositive();
      assertThat(request(now)).isNull();
    }
  }

  @Test
  void lastResort_isTheBreakersOwn() {
    trip(0);

    share.lastResort(1).end(Verdict.SUCCESS, 1);

    assertThat(share.availability(1)).isEqualTo(Availability.ADMITTED);
  }

  private Permit request(long nowNanos) {
    share.requestBegan(nowNanos);
    return share.admit(nowNanos);
  }

  private void trip(long nowNanos) {
    while (breaker.availability(nowNanos) == Availability.ADMITTED) {
      share.admit(nowNanos).end(Verdict.FAILURE, nowNanos);
    }
    share.requestBegan(nowNanos);
  }
}
