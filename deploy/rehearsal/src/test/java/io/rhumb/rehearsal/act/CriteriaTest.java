package io.rhumb.rehearsal.act;

import static io.rhumb.rehearsal.act.Told.answered;
import static io.rhumb.rehearsal.act.Told.course;
import static io.rhumb.rehearsal.act.Told.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.rehearsal.stage.Region;
import io.rhumb.rehearsal.traffic.Sample;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CriteriaTest {

  @Test
  void noErrors() {
    assertThat(Criteria.noErrors(course(answered(1, 5, Region.CENTRAL))).met()).isTrue();
    assertThat(Criteria.noErrors(course(answered(1, 5, Region.CENTRAL), failed(12, 5))))
        .hasToString("errors that clients saw: 1 of 2 [load status 503] (expected: none)")
        .matches(criterion -> !criterion.met());
  }

  @Test
  void noErrors_nobodyAsked_notMet() {
    assertThat(Criteria.noErrors(course()).met()).isFalse();
  }

  @Test
  void noErrorsButInFlight_inFlight_met() {
    assertThat(Criteria.noErrorsButInFlight(course(failed(9.95, 100))).met()).isTrue();
  }

  @Test
  void noErrorsButInFlight_sentLater_notMet() {
    assertThat(Criteria.noErrorsButInFlight(course(failed(9.95, 100), failed(10.1, 5)))
            .met())
        .isFalse();
  }

  @Test
  void noErrorsButInFlight_failedBefore_notMet() {
    assertThat(Criteria.noErrorsButInFlight(course(failed(9, 100))).met()).isFalse();
  }

  @Test
  void answeredBy_share() {
    List<Sample> samples = List.of(
        answered(1, 5, Region.EAST), answered(2, 5, Region.EAST), answered(3, 5, Region.CENTRAL));

    assertThat(Criteria.answeredBy(Region.EAST, "", samples, 0.66).met()).isTrue();
    assertThat(Criteria.answeredBy(Region.EAST, "", samples, 0.67).met()).isFalse();
  }

  @Test
  void answeredBy_noAnswer_notMet() {
    assertThat(Criteria.answeredBy(Region.EAST, "", List.of(failed(1, 5)), 0).met())
        .isFalse();
  }

  @Test
  void quick_bound() {
    Duration way = Duration.ofMillis(30);

    assertThat(
            Criteria.quick("", 0.5, List.of(answered(1, 130, Region.EAST)), way).met())
        .isTrue();
    assertThat(
            Criteria.quick("", 0.5, List.of(answered(1, 131, Region.EAST)), way).met())
        .isFalse();
  }

  @Test
  void quick_noAnswer_notMet() {
    assertThat(Criteria.quick("", 0.5, List.of(failed(1, 1)), Duration.ZERO).met())
        .isFalse();
  }
}
