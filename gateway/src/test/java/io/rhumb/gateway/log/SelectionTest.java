package io.rhumb.gateway.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SelectionTest {

  private static final RequestRecord ORDINARY = Records.answered(200, Outcome.SUCCESS);
  private static final RequestRecord FAILED_OVER =
      Records.answered(200, Outcome.UNAVAILABLE, Outcome.SUCCESS);

  private final AtomicLong now = new AtomicLong(5_000_000_000L);

  private Selection selection(LogsConfig.Requests requests, double sample, int most) {
    return new Selection(config(requests, sample, most), now::get, new Random(1));
  }

  private static LogsConfig config(LogsConfig.Requests requests, double sample, int most) {
    return new LogsConfig(LogsConfig.Format.JSON, requests, sample, most, Optional.empty());
  }

  private static long included(Selection selection, RequestRecord record, int times) {
    return IntStream.range(0, times).filter(i -> selection.includes(record)).count();
  }

  @Test
  void sampled_takesAShareOfTheOrdinary_andCountsTheRest() {
    Selection selection = selection(LogsConfig.Requests.SAMPLED, 0.1, 100_000);
    long included = included(selection, ORDINARY, 10_000);
    // Five standard deviations of a binomial distribution.
    assertThat(included).isBetween(850L, 1_150L);
    assertThat(selection.leftOut()).isEqualTo(new LeftOut(10_000 - included, 0, 0));
    assertThat(selection.leftOut()).isEqualTo(new LeftOut(0, 0, 0));
  }

  @Test
  void sampled_takesAllThatWereNotOrdinary() {
    Selection selection = selection(LogsConfig.Requests.SAMPLED, 0, 100);
    assertThat(included(selection, FAILED_OVER, 10)).isEqualTo(10);
    assertThat(included(selection, Records.of(RequestOutcome.REFUSED, 404), 10)).isEqualTo(10);
    assertThat(included(selection, Records.answered(400, Outcome.REJECTED), 10)).isEqualTo(10);
    assertThat(included(selection, ORDINARY, 10)).isZero();
  }

  @Test
  void lineOfASecond_isOver_withTheSecond() {
    Selection selection = selection(LogsConfig.Requests.ALL, 0, 10);
    assertThat(included(selection, FAILED_OVER, 1_000)).isEqualTo(10);
    assertThat(selection.leftOut()).isEqualTo(new LeftOut(0, 990, 0));
    now.addAndGet(1_000_000_000);
    assertThat(included(selection, FAILED_OVER, 1_000)).isEqualTo(10);
  }

  @Test
  void whatIsNotWrong_getsHalfOfTheLines() {
    Selection selection = selection(LogsConfig.Requests.ALL, 0, 10);
    assertThat(included(selection, ORDINARY, 1_000)).isEqualTo(5);
    assertThat(included(selection, FAILED_OVER, 1_000)).isEqualTo(5);
  }

  @Test
  void none_takesNone_andCountsNothing() {
    Selection selection = selection(LogsConfig.Requests.NONE, 1, 10);
    assertThat(included(selection, FAILED_OVER, 10)).isZero();
    assertThat(selection.leftOut().all()).isZero();
    selection.change(config(LogsConfig.Requests.ALL, 0, 10));
    assertThat(included(selection, FAILED_OVER, 1)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(RequestOutcome.class)
  void severity_ofEachOutcome(RequestOutcome outcome) {
    Severity expected =
        switch (outcome) {
          case ANSWERED, REFUSED, CLIENT_GONE -> Severity.INFO;
          case OVERLOADED -> Severity.WARNING;
          default -> Severity.ERROR;
        };
    assertThat(Severity.of(Records.of(outcome, 200))).isEqualTo(expected);
  }

  @Test
  void severity_ofAnAnswer_goesByItsAttemptsAndItsStatus() {
    assertThat(Severity.of(ORDINARY)).isEqualTo(Severity.INFO);
    assertThat(Severity.of(FAILED_OVER)).isEqualTo(Severity.WARNING);
    assertThat(Severity.of(Records.answered(501, Outcome.REJECTED))).isEqualTo(Severity.ERROR);
    assertThat(Severity.of(Records.answered(400, Outcome.REJECTED))).isEqualTo(Severity.INFO);
  }
}
