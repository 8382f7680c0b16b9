package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class RecorderTest {

  private static final long MILLI = 1_000_000L;
  private static final long SECOND = 1_000 * MILLI;
  private static final Said SAID = new Said("us-central1", 1, "HTTP/1.1");

  private final Recorder recorder =
      new Recorder(Plans.of(1, 1_000).warmUp(Duration.ofSeconds(5)).plan());

  @Test
  void latency_countsFromWhenItWasDue_howeverLateItWasSent() {
    record(new Shot(
        6 * SECOND,
        6 * SECOND + 300 * MILLI,
        6 * SECOND + 310 * MILLI,
        6 * SECOND + 320 * MILLI,
        Ending.answered(200),
        SAID));
    LoadReport report = report();
    assertMillis(report.latency().p50(), 320);
    assertMillis(report.firstByte().p50(), 310);
    assertMillis(report.lag().p50(), 300);
  }

  @Test
  void quantiles_areThoseOfAllTimes() {
    for (int millis = 1; millis <= 1_000; millis++) {
      answered(200, millis, "us-central1", 1);
    }
    Spread latency = report().latency();
    assertThat(latency.count()).isEqualTo(1_000);
    assertMillis(latency.p50(), 500);
    assertMillis(latency.p90(), 900);
    assertMillis(latency.p99(), 990);
    assertMillis(latency.p999(), 999);
    assertMillis(latency.max(), 1_000);
  }

  @Test
  void warmUp_isCountedApart() {
    recorder.due(5 * SECOND - 1);
    recorder.record(shot(5 * SECOND - 1, 1, Ending.TIMED_OUT, Said.NOTHING));
    recorder.due(4 * SECOND);
    recorder.record(shot(4 * SECOND, 1, Ending.answered(200), SAID));
    answered(200, 5, "us-central1", 1);
    LoadReport report = report();
    assertThat(report.counts().warmUp()).isEqualTo(2);
    assertThat(report.counts().warmUpBad()).isEqualTo(1);
    assertThat(report.counts().due()).isEqualTo(1);
    assertThat(report.outcomes()).containsOnlyKeys("200");
    assertThat(report.allGood()).isTrue();
  }

  @Test
  void fastFailures_neverLookLikeLowLatency() {
    answered(200, 50, "us-central1", 1);
    for (int i = 0; i < 99; i++) {
      answered(503, 1, "none", 2);
    }
    LoadReport report = report();
    assertMillis(report.latency().p50(), 50);
    assertThat(report.latency().count()).isEqualTo(1);
    assertMillis(report.outcomes().get("503").p50(), 1);
    assertThat(report.allGood()).isFalse();
  }

  @Test
  void outcomesTargetsAndAttempts_areToldApart() {
    answered(200, 1, "us-central1", 1);
    answered(200, 30, "us-east4", 2);
    answered(429, 1, "", 0);
    record(shot(6 * SECOND, 3, Ending.notConnected(new IOException("refused")), Said.NOTHING));
    record(shot(6 * SECOND, 3, Ending.brokenOff(new IOException("reset")), SAID));
    record(shot(6 * SECOND, 3, Ending.TIMED_OUT, Said.NOTHING));
    record(Shot.notSent(6 * SECOND, 6 * SECOND));
    recorder.due(6 * SECOND);
    LoadReport report = report();

    assertThat(report.outcomes())
        .containsOnlyKeys("200", "429", "not connected", "broken off", "timed out", "not sent");
    assertThat(report.outcomes().get("200").count()).isEqualTo(2);
    // What broke off has no place among the answers, though it said where it came from.
    assertThat(report.targets()).containsOnlyKeys("us-central1", "us-east4", "-");
    assertThat(report.targets().get("us-central1").count()).isEqualTo(1);
    assertThat(report.attempts()).containsOnlyKeys("1", "2", "-");
    assertThat(report.details()).hasSize(2).containsEntry("not connected", "refused");
    assertThat(report.counts().due()).isEqualTo(8);
    assertThat(report.counts().notSent()).isEqualTo(1);
    assertThat(report.counts().unfinished()).isEqualTo(1);
    assertThat(report.counts().answered()).isEqualTo(3);
    assertThat(report.counts().good()).isEqualTo(2);
  }

  @Test
  void wordsOfAServer_areBounded() {
    for (int i = 0; i < 10_000; i++) {
      answered(200, 1, "t" + i, 1);
    }
    LoadReport report = report();
    assertThat(report.targets()).hasSize(51);
    assertThat(report.targets().get("(others)").count()).isEqualTo(9_950);
  }

  @Test
  void throughput_ofAnswersThatComeLate_isLower() {
    for (int i = 0; i < 1_000; i++) {
      long due = 5 * SECOND + i * 10 * MILLI;
      recorder.due(due);
      recorder.record(new Shot(due, due, 25 * SECOND, 25 * SECOND, Ending.answered(200), SAID));
    }
    LoadReport report = report();
    assertThat(report.duePerSecond()).isCloseTo(100, within(1e-9));
    assertThat(report.answeredPerSecond()).isCloseTo(50, within(1e-9));
  }

  @Test
  void runThatWasStopped_wasDueForLess() {
    answered(200, 1, "us-central1", 1);
    assertThat(recorder.report(9 * SECOND, 1).dueForNanos()).isEqualTo(4 * SECOND);
    assertThat(recorder.report(2 * SECOND, 1).dueForNanos()).isZero();
  }

  @Test
  void lateGenerator_makesTheFiguresDoubtful() {
    lagging(2 * MILLI, 50 * MILLI);
    assertThat(report().doubtful()).isFalse();
    lagging(20 * MILLI, 50 * MILLI);
    assertThat(report().doubtful()).isTrue();
  }

  @Test
  void lagBelowAMillisecond_isNeverHeldAgainstTheGenerator() {
    lagging(900_000, 1 * MILLI);
    assertThat(report().doubtful()).isFalse();
  }

  @Test
  void nothingAnswered_isNotGood() {
    assertThat(report().allGood()).isFalse();
  }

  @Test
  void moment_isWhatEndedSinceItWasAskedForLast() {
    answered(200, 1, "us-central1", 1);
    Progress first = recorder.progress(7 * SECOND, 3);
    assertThat(first.nanos()).isEqualTo(2 * SECOND);
    assertThat(first.open()).isEqualTo(3);
    assertThat(first.moment().targets()).containsOnlyKeys("us-central1");

    answered(200, 40, "us-east4", 2);
    answered(503, 1, "", 0);
    Progress second = recorder.progress(8 * SECOND, 0);
    assertThat(second.due()).isEqualTo(3);
    assertThat(second.bad()).isEqualTo(1);
    assertThat(second.moment().latency().count()).isEqualTo(1);
    assertMillis(second.moment().latency().max(), 40);
    assertThat(second.moment().targets()).containsOnlyKeys("us-east4");
  }

  private void lagging(long lagNanos, long latencyNanos) {
    long due = 6 * SECOND;
    record(new Shot(
        due, due + lagNanos, due + latencyNanos, due + latencyNanos, Ending.answered(200), SAID));
  }

  private void answered(int status, long millis, String target, int attempts) {
    record(
        shot(6 * SECOND, millis, Ending.answered(status), new Said(target, attempts, "HTTP/1.1")));
  }

  private static Shot shot(long due, long millis, Ending ending, Said said) {
    long end = due + millis * MILLI;
    return new Shot(due, due, end, end, ending, said);
  }

  private void record(Shot shot) {
    recorder.due(shot.dueNanos());
    recorder.record(shot);
  }

  private LoadReport report() {
    return recorder.report(60 * SECOND, 1);
  }

  private static void assertMillis(long nanos, long millis) {
    assertThat((double) nanos).isCloseTo(millis * 1e6, Percentage.withPercentage(0.2));
  }
}
