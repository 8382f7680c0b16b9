package io.rhumb.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome.Verdict;
import io.rhumb.strategy.Availability;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/**
 * What every breaker has to do, whatever stands around the rules: the gateway's and the simulator's are both held to it. The clock is
 * moved by hand and nothing waits, so a breaker that relied on a timer would fail.
 */
public abstract class BreakerContract {

  private static final long FIRST = 5_000_000_000L;
  /** Half of everything: no jitter. */
  private static final RandomGenerator EVEN = () -> Long.MIN_VALUE;
  /** Failures in a row after which the detector trips. */
  private static final int TRIP = 4;

  /**
   * A breaker under test, closed.
   *
   * @param firstResetNanos how long it stays open the first time
   */
  protected abstract Admission breaker(long firstResetNanos, RandomGenerator random);

  private Admission breaker() {
    return breaker(FIRST, EVEN);
  }

  @Test
  void closed_admitsOrdinaryAttempts() {
    Admission breaker = breaker();

    assertThat(breaker.admit(0).probe()).isFalse();
    assertThat(breaker.availability(0)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.untilAdmittedNanos(0)).isZero();
  }

  @Test
  void fourthFailureInARow_opens() {
    Admission breaker = breaker();
    fail(breaker, TRIP - 1, 7);
    assertThat(breaker.admit(7)).isNotNull();

    fail(breaker, 1, 7);

    assertRefusing(breaker, 7);
    assertThat(breaker.untilAdmittedNanos(7)).isEqualTo(FIRST);
    assertThat(breaker.untilAdmittedNanos(7 + FIRST / 4)).isEqualTo(FIRST * 3 / 4);
  }

  @Test
  void halfFailing_opens() {
    Admission breaker = breaker();
    int requests = 0;
    while (breaker.admit(0) != null && requests < 1_000) {
      breaker.admit(0).end(requests % 2 == 0 ? Verdict.FAILURE : Verdict.SUCCESS, 0);
      requests++;
    }

    assertThat(requests).isLessThan(20);
  }

  /** A lack of quota, among others. */
  @Test
  void neutralEnds_neverOpen_norForgiveFailures() {
    Admission breaker = breaker();
    for (int i = 0; i < 100; i++) {
      breaker.admit(0).end(Verdict.NEUTRAL, 0);
    }
    fail(breaker, TRIP - 1, 0);
    breaker.admit(0).end(Verdict.NEUTRAL, 0);
    assertThat(breaker.admit(0)).isNotNull();

    fail(breaker, 1, 0);

    assertRefusing(breaker, 0);
  }

  @Test
  void resetOver_admitsOneProbe_byTheClockAlone() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);

    assertRefusing(breaker, FIRST - 1);
    assertThat(breaker.availability(FIRST)).isEqualTo(Availability.PROBE_ONLY);
    assertThat(breaker.untilAdmittedNanos(FIRST)).isZero();
    assertThat(breaker.admit(FIRST).probe()).isTrue();
    assertThat(breaker.admit(FIRST)).isNull();
  }

  /** However long it takes: what it says is what it does. */
  @Test
  void whileTheProbeRuns_refuses_andSaysSo() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);
    Permit probe = breaker.admit(FIRST);

    assertRefusing(breaker, FIRST);
    assertRefusing(breaker, 100 * FIRST);
    assertThat(breaker.untilAdmittedNanos(100 * FIRST)).isEqualTo(FIRST);
    probe.end(Verdict.SUCCESS, 100 * FIRST);
    assertThat(breaker.untilAdmittedNanos(100 * FIRST)).isZero();
  }

  @Test
  void nobodyLookedForAnHour_admitsAProbeAtOnce() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);

    assertThat(breaker.admit(3_600_000_000_000L).probe()).isTrue();
  }

  @Test
  void clockThatStartsBelowZero_andOneThatWrapsAround() {
    for (long start : new long[] {-3 * FIRST, Long.MAX_VALUE - FIRST / 2}) {
      Admission breaker = breaker();
      fail(breaker, TRIP, start);

      assertRefusing(breaker, start + FIRST - 1);
      assertThat(breaker.admit(start + FIRST)).isNotNull();
    }
  }

  @Test
  void probeSucceeds_closesWithAFreshDetector() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);

    breaker.admit(FIRST).end(Verdict.SUCCESS, FIRST + 1);

    assertThat(breaker.availability(FIRST + 1)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.admit(FIRST + 1).probe()).isFalse();
    fail(breaker, TRIP - 1, FIRST + 2);
    assertThat(breaker.admit(FIRST + 2)).isNotNull();
    fail(breaker, 1, FIRST + 2);
    assertRefusing(breaker, FIRST + 2);
  }

  @Test
  void probesFail_resetGrowsWithTheTimeOpen_andSuccessTakesItBack() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);

    assertThat(secondsOfNextReset(breaker, 50)).isEqualTo(5);
    assertThat(secondsOfNextReset(breaker, 100)).isEqualTo(5);
    assertThat(secondsOfNextReset(breaker, 160)).isEqualTo(8);
    assertThat(secondsOfNextReset(breaker, 200)).isEqualTo(10);
    assertThat(secondsOfNextReset(breaker, 3_600)).as("at most doubled").isEqualTo(20);
    assertThat(secondsOfNextReset(breaker, 3_700)).isEqualTo(40);
    assertThat(secondsOfNextReset(breaker, 3_800)).as("the longest").isEqualTo(60);
    assertThat(secondsOfNextReset(breaker, 9_000)).isEqualTo(60);
    long now = seconds(9_100);
    breaker.admit(now).end(Verdict.SUCCESS, now);
    fail(breaker, TRIP, now);
    assertThat(breaker.untilAdmittedNanos(now)).isEqualTo(FIRST);
  }

  /** Has a probe fail then. */
  private static long secondsOfNextReset(Admission breaker, long atSeconds) {
    long now = seconds(atSeconds);
    breaker.admit(now).end(Verdict.FAILURE, now);
    return breaker.untilAdmittedNanos(now) / seconds(1);
  }

  private static long seconds(long seconds) {
    return seconds * 1_000_000_000;
  }

  /** It may have been a 429, or a client that left: no proof that the target is well, nor that it is not. */
  @Test
  void probeLearnsNothing_opensForAsLongAsBefore() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);
    assertThat(secondsOfNextReset(breaker, 160)).isEqualTo(8);
    long now = seconds(190);
    breaker.admit(now).end(Verdict.NEUTRAL, now);

    assertRefusing(breaker, now);
    assertThat(breaker.untilAdmittedNanos(now)).isEqualTo(seconds(8));
  }

  @Test
  void resets_areJitteredByAFifth() {
    Admission breaker = breaker(FIRST, new Random(1));
    List<Long> resets = new ArrayList<>();
    long now = 0;
    for (int i = 0; i < 500; i++) {
      fail(breaker, TRIP, now);
      resets.add(breaker.untilAdmittedNanos(now));
      now += breaker.untilAdmittedNanos(now);
      breaker.admit(now).end(Verdict.SUCCESS, now);
    }

    assertThat(resets).allMatch(reset -> reset >= FIRST * 0.8 && reset <= FIRST * 1.2);
    assertThat(resets).anyMatch(reset -> reset < FIRST * 0.82);
    assertThat(resets).anyMatch(reset -> reset > FIRST * 1.18);
  }

  @Test
  void resultsOfAnEarlierEpoch_decideNothing() {
    Admission breaker = breaker();
    Permit early = breaker.admit(0);
    fail(breaker, TRIP, 0);

    late(early, 1);
    assertThat(breaker.untilAdmittedNanos(1)).isEqualTo(FIRST - 1);
    Permit probe = breaker.admit(FIRST);
    late(early, FIRST);
    assertThat(breaker.admit(FIRST)).isNull();
    probe.end(Verdict.SUCCESS, FIRST);
    late(early, FIRST);

    assertThat(breaker.availability(FIRST)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void lastResortSucceeds_closesAtOnce() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);
    Permit permit = breaker.lastResort(1);
    assertThat(permit.probe()).isTrue();
    assertThat(breaker.lastResorts()).isEqualTo(1);

    permit.end(Verdict.SUCCESS, 2);

    assertThat(breaker.availability(2)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.admit(2).probe()).isFalse();
    assertThat(breaker.lastResorts()).isZero();
  }

  @Test
  void lastResortFails_orLearnsNothing_changesNothing() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);
    for (int i = 0; i < 100; i++) {
      breaker.lastResort(i).end(i % 2 == 0 ? Verdict.FAILURE : Verdict.NEUTRAL, i);
    }

    assertThat(breaker.untilAdmittedNanos(100)).isEqualTo(FIRST - 100);
    assertThat(breaker.lastResorts()).isEqualTo(100);
    assertThat(breaker.admit(FIRST).probe()).isTrue();
  }

  @Test
  void lastResortSucceedsWhileAProbeRuns_closes_andTheProbeDecidesNothing() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);
    Permit lastResort = breaker.lastResort(1);
    Permit probe = breaker.admit(FIRST);

    lastResort.end(Verdict.SUCCESS, FIRST);
    probe.end(Verdict.FAILURE, FIRST);

    assertThat(breaker.availability(FIRST)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void lastResortOfAnEarlierOutage_decidesNothing() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);
    Permit early = breaker.lastResort(1);
    breaker.admit(FIRST).end(Verdict.SUCCESS, FIRST);
    fail(breaker, TRIP, FIRST);

    early.end(Verdict.SUCCESS, FIRST);

    assertRefusing(breaker, FIRST);
    assertThat(breaker.lastResorts()).isZero();
  }

  @Test
  void probesAnswerBegins_closes_whateverBecomesOfIt() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);

    Permit rest = breaker.admit(FIRST).begun(FIRST);

    assertThat(breaker.availability(FIRST)).isEqualTo(Availability.ADMITTED);
    rest.end(Verdict.NEUTRAL, 2 * FIRST);
    assertThat(breaker.availability(2 * FIRST)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void lastResortsAnswerBegins_closes() {
    Admission breaker = breaker();
    fail(breaker, TRIP, 0);

    breaker.lastResort(1).begun(2);

    assertThat(breaker.availability(2)).isEqualTo(Availability.ADMITTED);
    assertThat(breaker.lastResorts()).isZero();
  }

  /** Of four hundred that last for a minute, one in a hundred is refused at once. */
  @Test
  void answersThatLast_countAsTheyBegin() {
    Admission breaker = breaker();
    for (int i = 0; i < 400; i++) {
      Permit permit = breaker.admit(i);
      if (i % 100 == 99) {
        permit.end(Verdict.FAILURE, i);
      } else {
        permit.begun(i);
      }
    }

    assertThat(breaker.availability(400)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void answersThatAllBeginAndAreCut_open_oneAfterTheOtherOrTogether() {
    Admission one = breaker();
    for (int i = 0; i < TRIP; i++) {
      one.admit(i).begun(i).end(Verdict.FAILURE, i);
    }
    Admission other = breaker();
    List<Permit> begun = new ArrayList<>();
    for (int i = 0; i < TRIP; i++) {
      begun.add(other.admit(i).begun(i));
    }
    begun.forEach(permit -> permit.end(Verdict.FAILURE, TRIP));

    assertRefusing(one, TRIP);
    assertRefusing(other, TRIP);
  }

  @Test
  void answersThatBeganInAnEarlierEpoch_decideNothing() {
    Admission breaker = breaker();
    List<Permit> begun = new ArrayList<>();
    for (int i = 0; i < TRIP; i++) {
      begun.add(breaker.admit(0).begun(0));
    }
    fail(breaker, TRIP, 0);
    breaker.admit(FIRST).end(Verdict.SUCCESS, FIRST);

    begun.forEach(permit -> permit.end(Verdict.FAILURE, FIRST));

    assertThat(breaker.availability(FIRST)).isEqualTo(Availability.ADMITTED);
  }

  @Test
  void anyCourseOfEvents_comesToWhatTheRulesSay() {
    for (int seed = 0; seed < 20; seed++) {
      List<String> wanted = new BreakerCourse(seed).of(new PlainBreaker(FIRST));

      assertThat(new BreakerCourse(seed).of(breaker())).as("seed %s", seed).isEqualTo(wanted);
      assertThat(wanted)
          .anyMatch(line -> line.endsWith("probe"))
          .anyMatch(line -> line.contains("last resort 2"))
          .anyMatch(BreakerContract::grown);
    }
  }

  private static boolean grown(String line) {
    String reset = line.substring(line.lastIndexOf(' ') + 1);
    return line.startsWith("BREAKER_OPEN") && Long.parseLong(reset) > 2 * FIRST;
  }

  @Test
  void manyThreadsAskForTheProbe_oneGetsIt() throws Exception {
    for (int round = 0; round < 50; round++) {
      Admission breaker = breaker();
      fail(breaker, TRIP, 0);

      List<Permit> permits = AtOnce.run(8, () -> breaker.admit(FIRST));

      assertThat(permits).filteredOn(permit -> permit != null).hasSize(1);
    }
  }

  @Test
  void manyThreadsFail_opensOnce() throws Exception {
    for (int round = 0; round < 50; round++) {
      Admission breaker = breaker();
      Permit epoch = breaker.admit(0);
      AtOnce.run(8, () -> {
        epoch.end(Verdict.FAILURE, 9);
        return null;
      });

      assertThat(breaker.untilAdmittedNanos(9)).isEqualTo(FIRST);
    }
  }

  /** A thread that saw the breaker half-open may come to ask only when the probe has closed it: that is no second probe. */
  @Test
  void probeClosesWhileOthersAsk_noSecondProbeOfTheSameRound() throws Exception {
    Admission breaker = breaker();
    for (int round = 0; round < 300; round++) {
      long now = round * FIRST;
      fail(breaker, TRIP, now);
      List<Integer> probes = AtOnce.run(4, () -> probesUntilClosed(breaker, now + FIRST));

      assertThat(probes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1);
    }
  }

  private static int probesUntilClosed(Admission breaker, long nowNanos) {
    int probes = 0;
    while (true) {
      Permit permit = breaker.admit(nowNanos);
      if (permit == null) {
        Thread.onSpinWait();
      } else if (permit.probe()) {
        probes++;
        permit.end(Verdict.SUCCESS, nowNanos);
      } else {
        return probes;
      }
    }
  }

  private static void late(Permit early, long nowNanos) {
    early.end(Verdict.SUCCESS, nowNanos);
    for (int i = 0; i < 10; i++) {
      early.end(Verdict.FAILURE, nowNanos);
    }
  }

  private static void fail(Admission breaker, int times, long nowNanos) {
    for (int i = 0; i < times; i++) {
      breaker.admit(nowNanos).end(Verdict.FAILURE, nowNanos);
    }
  }

  private static void assertRefusing(Admission breaker, long nowNanos) {
    assertThat(breaker.availability(nowNanos)).isEqualTo(Availability.BREAKER_OPEN);
    assertThat(breaker.admit(nowNanos)).isNull();
  }
}
