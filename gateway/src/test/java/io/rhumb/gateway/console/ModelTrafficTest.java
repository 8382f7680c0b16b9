package io.rhumb.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Attempt;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.telemetry.Attempts;
import io.rhumb.gateway.telemetry.Course;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.gateway.telemetry.RequestRecord;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ModelTrafficTest {

  private static final long NOW = 7_000_000_000L;

  private final ModelTraffic traffic = new ModelTraffic();

  private long requests(Count what) {
    return traffic.requests().total(what);
  }

  @Test
  void failover_countsAtBothTargets_andOnceForTheRequest() {
    traffic.add(Requests.answered(NOW, List.of("a", "b"), Outcome.UNAVAILABLE, Outcome.SUCCESS));
    assertThat(requests(Count.ENDED)).isEqualTo(1);
    assertThat(requests(Count.FAILED)).isZero();
    assertThat(requests(Count.FAILOVERS)).isEqualTo(1);
    assertThat(traffic.at("a").total(Count.FAILED)).isEqualTo(1);
    assertThat(traffic.at("a").total(Count.ANSWERED)).isZero();
    assertThat(traffic.at("b").total(Count.ENDED)).isEqualTo(1);
    assertThat(traffic.at("b").total(Count.ANSWERED)).isEqualTo(1);
    assertThat(traffic.at("b").total(Count.FAILED)).isZero();
  }

  @Test
  void hedgeThatAnswers_isWon() {
    List<Attempt> attempts = Attempts.hedging("a", "b");
    traffic.add(new RequestRecord(
        "id",
        "",
        "fraud",
        "predict",
        RequestOutcome.ANSWERED,
        200,
        0,
        NOW,
        1,
        1,
        new Course(Requests.plan("a"), attempts, attempts.get(1))));
    assertThat(requests(Count.HEDGES)).isEqualTo(1);
    assertThat(requests(Count.HEDGES_WON)).isEqualTo(1);
    assertThat(requests(Count.FAILOVERS)).isZero();
  }

  @Test
  void lackOfQuota_isNoFailureOfTheTarget() {
    traffic.add(Requests.unavailable(NOW, List.of("a"), Outcome.THROTTLED));
    assertThat(traffic.at("a").total(Count.THROTTLED)).isEqualTo(1);
    assertThat(traffic.at("a").total(Count.FAILED)).isZero();
    assertThat(requests(Count.FAILED)).isEqualTo(1);
  }

  @Test
  void refusedRequests_waitedForNobody() {
    traffic.add(Requests.ended(NOW, RequestOutcome.REFUSED, 400));
    assertThat(medianWait()).isNaN();
  }

  @Test
  void failingFast_isNotAnsweringFast() {
    traffic.add(Requests.unavailable(NOW, List.of("a"), Outcome.UNAVAILABLE));
    traffic.add(Requests.ended(NOW, RequestOutcome.UNAVAILABLE, 503));
    traffic.add(Requests.ended(NOW, RequestOutcome.THROTTLED, 429));
    assertThat(requests(Count.FAILED)).isEqualTo(3);
    assertThat(medianWait()).isNaN();
  }

  @Test
  void whoWaitedUntilThereWasNoTimeLeft_waited() {
    traffic.add(Requests.ended(NOW, RequestOutcome.DEADLINE_EXCEEDED, 504));
    assertThat(medianWait()).isPositive();
  }

  private double medianWait() {
    return traffic.requests().slices(0, 9).get(0).waitQuantileNanos(0.5);
  }

  @Test
  void modelsThatAreTakenAway_areForgotten() {
    TrafficHistory history = new TrafficHistory();
    history.add(Requests.ended(NOW, RequestOutcome.REFUSED, 400));
    history.retain(Set.of("fraud"));
    assertThat(history.of("fraud").requests().total(Count.ENDED)).isEqualTo(1);
    history.retain(Set.of("other"));
    assertThat(history.of("fraud").requests().total(Count.ENDED)).isZero();
  }
}
