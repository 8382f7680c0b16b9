package io.rhumb.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.Admission;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Permit;
import io.rhumb.gateway.console.Sentence.Severity;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.SampleModels;
import io.rhumb.gateway.telemetry.RequestOutcome;
import io.rhumb.strategy.Availability;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What somebody who has one minute reads first. */
final class SituationTest {

  private static final long SECOND = 1_000_000_000L;
  private static final String FIRST = "us-central1";
  private static final String SECONDARY = "us-east4";

  private final ModelTraffic traffic = new ModelTraffic();
  private final Standings standings = new Standings();
  private long now = 100 * SECOND;

  private List<Sentence> situation(Model model) {
    standings.look(new Models(List.of(model), "fraud"), now);
    return Situation.of(Look.at(model, traffic, standings, now));
  }

  private static Model well() {
    return SampleModels.model(new SimpleMeterRegistry(), "fraud", Admission.ALWAYS);
  }

  @Test
  void nothing_isSaidToBeNothing() {
    assertThat(situation(well()))
        .containsExactly(new Sentence(
            Severity.CALM,
            "fraud/quiet",
            "No request in the last seconds; every target would take one"));
  }

  @Test
  void traffic_isSaidWithItsRate_andWhoAnswers() {
    for (int i = 0; i < 50; i++) {
      traffic.add(Requests.answered(now, List.of(FIRST), Outcome.SUCCESS));
    }
    now += 5 * SECOND;
    assertThat(situation(well())).singleElement().satisfies(calm -> {
      assertThat(calm.severity()).isEqualTo(Severity.CALM);
      assertThat(calm.text())
          .isEqualTo("10 requests a second, answered by us-central1; every target is well");
    });
  }

  @Test
  void failingTarget_isNamed_beforeItsBreakerOpens() {
    for (int i = 0; i < 4; i++) {
      traffic.add(
          Requests.answered(now, List.of(FIRST, SECONDARY), Outcome.UNAVAILABLE, Outcome.SUCCESS));
    }
    assertThat(situation(well())).singleElement().satisfies(warning -> {
      assertThat(warning.severity()).isEqualTo(Severity.WARNING);
      assertThat(warning.text()).isEqualTo("us-central1 fails 100 % of its attempts");
    });
  }

  @Test
  void openBreaker_isSaid_withItsTime_andWhoTakesOver() {
    Switch admission = new Switch();
    Model model = SampleModels.model(new SimpleMeterRegistry(), "fraud", admission);
    admission.now = Availability.BREAKER_OPEN;
    situation(model);
    now += 30 * SECOND;
    admission.now = Availability.PROBE_ONLY;
    situation(model);
    now += 10 * SECOND;
    admission.now = Availability.BREAKER_OPEN;
    // Both share the admission; so none is left.
    assertThat(situation(model)).singleElement().satisfies(alarm -> {
      assertThat(alarm.severity()).isEqualTo(Severity.ALARM);
      assertThat(alarm.text())
          .isEqualTo("us-central1 is refused by its breaker since 40 s and us-east4 is refused by"
              + " its breaker since 40 s; no target is left");
    });
    admission.now = Availability.ADMITTED;
    assertThat(situation(model).get(0).severity()).isEqualTo(Severity.CALM);
  }

  @Test
  void failedRequests_comeFirst() {
    traffic.add(Requests.ended(now, RequestOutcome.INTERNAL, 500));
    for (int i = 0; i < 3; i++) {
      traffic.add(Requests.unavailable(
          now, List.of(FIRST, SECONDARY), Outcome.UNAVAILABLE, Outcome.UNAVAILABLE));
    }
    assertThat(situation(well()))
        .extracting(Sentence::text)
        .containsExactly(
            "100 % of the requests fail",
            "us-central1 fails 100 % of its attempts", "us-east4 fails 100 % of its attempts");
  }

  @Test
  void whatClientsBringUponThemselves_isNoFailure() {
    traffic.add(Requests.ended(now, RequestOutcome.REFUSED, 404));
    traffic.add(Requests.ended(now, RequestOutcome.CLIENT_GONE, 499));
    assertThat(situation(well()).get(0).severity()).isEqualTo(Severity.CALM);
  }

  @Test
  void sharesThatAreNotNothing_areNeverCalledNothing() {
    assertThat(Spoken.share(1, 1_000)).isEqualTo("less than 1 %");
    assertThat(Spoken.share(999, 1_000)).isEqualTo("more than 99 %");
    assertThat(Spoken.share(0, 1_000)).isEqualTo("0 %");
    assertThat(Spoken.share(1_000, 1_000)).isEqualTo("100 %");
  }

  @Test
  void times_areSaidInTheirUnit() {
    assertThat(Spoken.time(119 * SECOND)).isEqualTo("119 s");
    assertThat(Spoken.time(120 * SECOND)).isEqualTo("2 min");
    assertThat(Spoken.time(7_200 * SECOND)).isEqualTo("2 h");
    assertThat(Spoken.list(List.of("a", "b", "c"))).isEqualTo("a, b and c");
  }

  /** Admits as told. */
  private static final class Switch implements Admission {

    private Availability now = Availability.ADMITTED;

    @Override
    public Availability availability(long nowNanos) {
      return now;
    }

    @Override
    public Permit admit(long nowNanos) {
      return Admission.ALWAYS.admit(nowNanos);
    }

    @Override
    public long untilAdmittedNanos(long nowNanos) {
      return 0;
    }
  }
}
