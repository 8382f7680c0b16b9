package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Permit;
import io.rhumb.engine.Target;
import io.rhumb.gateway.telemetry.TargetMetrics.Shown;
import io.rhumb.strategy.Availability;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TargetMetricsTest {

  private final Scrape scrape = new Scrape();
  private final TargetMetrics metrics = new TargetMetrics(scrape.registry());
  private final Switch admission = new Switch();
  private final Target target =
      new Target("us-east4", "us-east4", false, admission, () -> 0, new Random(1));

  @Test
  void newTarget_isIdleAdmittedAndTrustedAsTold() {
    show(new Shown("fraud", target, "pem"));

    assertThat(scrape.samples())
        .containsOnly(
            entry("rhumb_target_in_flight{model=\"fraud\",target=\"us-east4\"}", 0.0),
            entry(availability("admitted"), 1.0),
            entry(availability("probe-only"), 0.0),
            entry(availability("cooling"), 0.0),
            entry(availability("breaker-open"), 0.0),
            entry("rhumb_target_tls_trust{mode=\"pem\",model=\"fraud\",target=\"us-east4\"}", 1.0));
  }

  @ParameterizedTest
  @EnumSource(
      value = Availability.class,
      names = {"ADMITTED", "PROBE_ONLY", "BREAKER_OPEN"})
  void availability_isOneInExactlyTheSeriesOfTheState(Availability state) {
    show(new Shown("fraud", target, "none"));

    admission.availability = state;

    String word = Words.of(Availability.class).word(state);
    assertThat(scrape.samples().get(availability(word))).isEqualTo(1.0);
    double sum = scrape.samples().entrySet().stream()
        .filter(sample -> sample.getKey().startsWith("rhumb_target_availability"))
        .mapToDouble(sample -> sample.getValue())
        .sum();
    assertThat(sum).isEqualTo(1.0);
  }

  @Test
  void sameTargetOfTwoModels_hasTwoSeries() {
    show(new Shown("fraud", target, "none"), new Shown("churn", target, "none"));

    assertThat(scrape.samples())
        .containsKeys(
            "rhumb_target_in_flight{model=\"fraud\",target=\"us-east4\"}",
            "rhumb_target_in_flight{model=\"churn\",target=\"us-east4\"}");
  }

  @Test
  void targetThatNobodyElseHolds_isStillRead() {
    show(new Shown(
        "fraud",
        new Target("lonely", "us-east4", false, admission, () -> 0, new Random(1)),
        "none"));

    System.gc();

    assertThat(scrape.samples().get("rhumb_target_in_flight{model=\"fraud\",target=\"lonely\"}"))
        .isEqualTo(0.0);
  }

  @Test
  void targetThatHasGone_isShownNoMore_andItsNamesakeTakesOver() {
    show(new Shown("fraud", target, "pem"));
    Target namesake =
        new Target("us-east4", "us-east4", false, new Switch(), () -> 0, new Random(1));
    admission.availability = Availability.BREAKER_OPEN;

    show(new Shown("fraud", namesake, "system"));

    assertThat(scrape.samples())
        .containsEntry(availability("admitted"), 1.0)
        .containsEntry(availability("breaker-open"), 0.0)
        .doesNotContainKey(
            "rhumb_target_tls_trust{mode=\"pem\",model=\"fraud\",target=\"us-east4\"}");

    show();

    assertThat(scrape.samples()).isEmpty();
  }

  private void show(Shown... shown) {
    metrics.show(Set.of(shown));
  }

  private static String availability(String state) {
    return "rhumb_target_availability{model=\"fraud\",state=\"" + state + "\",target=\"us-east4\"}";
  }

  private static final class Switch implements Admission {

    private volatile Availability availability = Availability.ADMITTED;

    @Override
    public Availability availability(long nowNanos) {
      return availability;
    }

    @Override
    public Permit admit(long nowNanos) {
      return Permit.PLAIN;
    }

    @Override
    public long untilAdmittedNanos(long nowNanos) {
      return 0;
    }
  }
}
