package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.AttemptKind;
import io.rhumb.strategy.Availability;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TargetTest {

  private static final long NO_HINT = -1;
  private static final long MS = Duration.ofMillis(1).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final TestAdmission admission = new TestAdmission();
  private long now = 40 * SECOND;
  private final Target target =
      new Target("us", "us-central1", true, admission, () -> now, new Random(1));

  private Attempt begin() {
    Permit permit = target.admit(now);
    assertThat(permit).isNotNull();
    target.began();
    return new Attempt(0, target, AttemptKind.PRIMARY, Extra.NONE, "", permit, now, now + SECOND);
  }

  private void run(Outcome outcome, long elapsedNanos, long hintNanos) {
    Attempt attempt = begin();
    now += elapsedNanos;
    attempt.end(outcome, hintNanos, now);
  }

  @Test
  void fresh_tellsWhatItIs() {
    assertThat(target.id()).isEqualTo("us");
    assertThat(target.region()).isEqualTo("us-central1");
    assertThat(target.local()).isTrue();
    assertThat(target.availability()).isEqualTo(Availability.ADMITTED);
    assertThat(target.inFlight()).isZero();
    assertThat(target.limit()).isEqualTo(ConcurrencyLimit.FIRST);
    assertThat(target.latencySamples()).isZero();
    assertThat(target.meanLatencyNanos()).isZero();
    assertThat(target.latencyQuantileNanos(0.99)).isZero();
    assertThat(target.errorRate()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void anyOutcome_endsThePermitAndTheFlightOnce(Outcome outcome) {
    Attempt attempt = begin();
    assertThat(target.inFlight()).isEqualTo(1);
    attempt.end(outcome, NO_HINT, now);

    assertThat(target.inFlight()).isZero();
    assertThat(admission.verdicts()).containsExactly(outcome.verdict());
  }

  @ParameterizedTest
  @EnumSource
  void errorRate_countsWhatTheBreakerCounts(Outcome outcome) {
    run(outcome, MS, NO_HINT);

    boolean failure = outcome.verdict() == Outcome.Verdict.FAILURE;
    assertThat(target.errorRate()).isEqualTo(failure ? 1.0 : 0.0);
  }

  @Test
  void errorRate_leavesNeutralOutcomesOut() {
    run(Outcome.UNREACHABLE, MS, NO_HINT);
    run(Outcome.SUCCESS, MS, NO_HINT);
    run(Outcome.REQUEST_TIMEOUT, MS, NO_HINT);
    run(Outcome.LOST_EXTRA, MS, NO_HINT);

    assertThat(target.errorRate()).isEqualTo(0.5);
  }

  @Test
  void success_countsTheTimeToTheFirstByte() {
    Attempt attempt = begin();
    now += 30 * MS;
    attempt.firstByte(now);
    now += 500 * MS;
    attempt.firstByte(now);
    attempt.end(Outcome.SUCCESS, NO_HINT, now);

    assertThat(target.meanLatencyNanos()).isEqualTo(30 * MS);
    assertThat(attempt.firstByteNanos()).isEqualTo(30 * MS);
    assertThat(attempt.elapsedNanos()).isEqualTo(530 * MS);
  }

  @Test
  void success_withoutABody_countsAllItsTime() {
    run(Outcome.SUCCESS, 70 * MS, NO_HINT);

    assertThat(target.meanLatencyNanos()).isEqualTo(70 * MS);
  }

  @Test
  void firstByte_afterTheEnd_changesNothing() {
    Attempt attempt = begin();
    now += 30 * MS;
    attempt.end(Outcome.LOST, NO_HINT, now);
    attempt.firstByte(now + SECOND);

    assertThat(attempt.firstByteNanos()).isEqualTo(30 * MS);
  }

  @Test
  void elapsed_whileItRuns_isZero() {
    assertThat(begin().elapsedNanos()).isZero();
  }

  @ParameterizedTest
  @EnumSource(
      names = {"UNREACHABLE", "CONNECTION_LOST", "INTERNAL_ERROR", "UNAVAILABLE", "THROTTLED"})
  void failingFast_costsFiveSeconds(Outcome outcome) {
    run(outcome, MS, NO_HINT);

    assertThat(target.meanLatencyNanos()).isEqualTo(5 * SECOND);
  }

  @Test
  void failingSlowly_costsItsTime() {
    run(Outcome.CONNECTION_LOST, 20 * SECOND, NO_HINT);

    assertThat(target.meanLatencyNanos()).isEqualTo(20 * SECOND);
  }

  @Test
  void throttledForLong_costsThatLong() {
    run(Outcome.THROTTLED, MS, 12 * SECOND);

    assertThat(target.meanLatencyNanos()).isEqualTo(12 * SECOND);
  }

  @Test
  void timeout_costsTheTimeItHad() {
    run(Outcome.TIMEOUT, SECOND, NO_HINT);

    assertThat(target.meanLatencyNanos()).isEqualTo(SECOND);
  }

  @Test
  void timeout_reportedByTheTargetAtOnce_doesNotLookFast() {
    run(Outcome.TIMEOUT, MS, NO_HINT);

    assertThat(target.meanLatencyNanos()).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "IMPATIENT"})
  void givenUp_costsItsElapsedTime(Outcome outcome) {
    run(outcome, 400 * MS, NO_HINT);
    now += SECOND;

    assertThat(target.meanLatencyNanos()).isEqualTo(400 * MS);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "IMPATIENT"})
  void givenUp_early_doesNotMakeTheTargetLookFaster(Outcome outcome) {
    run(Outcome.SUCCESS, 400 * MS, NO_HINT);
    assertThat(target.meanLatencyNanos()).isEqualTo(400 * MS);
    run(outcome, MS, NO_HINT);
    now += SECOND;

    assertThat(target.latencySamples()).isEqualTo(2);
    assertThat(target.meanLatencyNanos()).isEqualTo(400 * MS);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOST", "IMPATIENT"})
  void givenUp_early_doesNotMakeTheTargetLookFaster_whereNobodyLookedBefore(Outcome outcome) {
    repeat(200, Outcome.SUCCESS, 400 * MS);
    repeat(200, outcome, 50 * MS);
    repeat(50, Outcome.SUCCESS, 400 * MS);

    assertThat(target.meanLatencyNanos()).isGreaterThanOrEqualTo(400 * MS);
    assertThat(target.limit()).isEqualTo(ConcurrencyLimit.FIRST);
  }

  @Test
  void givenUp_early_beforeAnythingIsKnown_isNoMeasureForTheLimit() {
    repeat(200, Outcome.IMPATIENT, 50 * MS);
    repeat(200, Outcome.SUCCESS, 400 * MS);

    assertThat(target.limit()).isEqualTo(ConcurrencyLimit.FIRST);
  }

  private void repeat(int times, Outcome outcome, long elapsedNanos) {
    for (int i = 0; i < times; i++) {
      run(outcome, elapsedNanos, NO_HINT);
    }
  }

  @Test
  void streamOfAProbe_endsTheOutageAsItBegins() {
    Breaker breaker = new Breaker(SECOND, () -> Long.MIN_VALUE, Breaker.Listener.NONE);
    Target streaming = new Target("us", "us", true, breaker, () -> now, new Random(1));
    while (streaming.availability() == Availability.ADMITTED) {
      streaming.admit(now).end(Outcome.Verdict.FAILURE, now);
    }
    now += SECOND;
    Permit probe = streaming.admit(now);
    streaming.began();
    Attempt attempt =
        new Attempt(0, streaming, AttemptKind.PROBE, Extra.NONE, "", probe, now, now + SECOND);

    attempt.commit(now);

    assertThat(streaming.availability()).isEqualTo(Availability.ADMITTED);
    assertThat(streaming.latencySamples()).isEqualTo(1);
    attempt.end(Outcome.CLIENT_GONE, NO_HINT, now + 180 * SECOND);
    assertThat(streaming.availability()).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void errorRate_countsStreamsAsTheyBegin_andThoseThatAreCutAsFailures() {
    run(Outcome.UNAVAILABLE, MS, NO_HINT);
    Attempt attempt = begin();
    attempt.commit(now);
    assertThat(target.errorRate()).isEqualTo(0.5);

    now += SECOND;
    attempt.end(Outcome.STREAM_CUT, NO_HINT, now);
    assertThat(target.errorRate()).isEqualTo(1);
  }

  @Test
  void outcomesWithoutASample_leaveNone() {
    EnumSet.allOf(Outcome.class).stream()
        .filter(outcome -> outcome.sample() == Outcome.Sample.NONE)
        .forEach(outcome -> {
          run(outcome, MS, NO_HINT);
          now += 2 * SECOND;
        });

    assertThat(admission.permits()).isGreaterThan(5);
    assertThat(target.latencySamples()).isZero();
  }

  @Test
  void throttled_coolsDown() {
    run(Outcome.THROTTLED, 0, 7 * SECOND);

    assertThat(target.availability()).isEqualTo(Availability.COOLING);
    assertThat(target.throttled(now)).isTrue();
    assertThat(target.admit(now)).isNull();
    assertThat(target.untilAdmittedNanos(now)).isEqualTo(7 * SECOND);
    now += 7 * SECOND;
    assertThat(target.availability()).isEqualTo(Availability.ADMITTED);
    assertThat(target.untilAdmittedNanos(now)).isZero();
    assertThat(target.admit(now)).isNotNull();
  }

  @Test
  void unavailable_coolsDown_onlyIfToldForHowLong() {
    run(Outcome.UNAVAILABLE, 0, NO_HINT);
    assertThat(target.availability()).isEqualTo(Availability.ADMITTED);
    run(Outcome.UNAVAILABLE, 0, 3 * SECOND);

    assertThat(target.availability()).isEqualTo(Availability.COOLING);
    assertThat(target.throttled(now)).isFalse();
    assertThat(target.untilAdmittedNanos(now)).isEqualTo(3 * SECOND);
  }

  @Test
  void otherFailures_ignoreHints() {
    run(Outcome.INTERNAL_ERROR, 0, 3 * SECOND);

    assertThat(target.availability()).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void notReady_leavesATrickle() {
    run(Outcome.NOT_READY, 0, NO_HINT);
    assertThat(target.admit(now)).isNull();
    now += SECOND;

    assertThat(target.admit(now)).isNotNull();
    assertThat(target.admit(now)).isNull();
  }

  @Test
  void success_endsTheTrickle() {
    run(Outcome.NOT_READY, 0, NO_HINT);
    now += SECOND;
    run(Outcome.SUCCESS, 10 * MS, NO_HINT);
    now += SECOND;

    assertThat(target.admit(now)).isNotNull();
    assertThat(target.admit(now)).isNotNull();
  }

  @Test
  void cooling_hidesTheBreaker_untilItIsOver() {
    run(Outcome.THROTTLED, 0, 2 * SECOND);
    admission.refuseUntil(now + 60 * SECOND);
    assertThat(target.availability()).isEqualTo(Availability.COOLING);
    now += 2 * SECOND;

    assertThat(target.availability()).isEqualTo(Availability.BREAKER_OPEN);
    assertThat(target.untilAdmittedNanos(now)).isEqualTo(58 * SECOND);
  }
}
