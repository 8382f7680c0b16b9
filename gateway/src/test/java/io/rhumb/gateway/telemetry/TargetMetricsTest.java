package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.engine.Admission;
import io.rhumb.engine.Permit;
import io.rhumb.engine.Target;
import io.rhumb.gateway.telemetry.TargetMetrics.Shown;
import io.rhumb.strategy.Availability;
import java.time.Instant;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TargetMetricsTest {

  private static final String CERTIFICATE =
      "rhumb_target_certificate_expiry_timestamp_seconds{model=\"fraud\",target=\"us-east4\"}";

  private final Scrape scrape = new Scrape();
  private final TargetMetrics metrics =
      new TargetMetrics(scrape.registry().getPrometheusRegistry());
  private final Switch admission = new Switch();
  private final Target target =
      new Target("us-east4", "us-east4", false, admission, () -> 0, new Random(1));

  @Test
  void newTarget_isIdleAdmittedAndTrustedAsTold() {
    show(shown("fraud", target, "pem"));

    assertThat(scrape.samples())
        .containsOnly(
            entry("rhumb_target_in_flight{model=\"fraud\",target=\"us-east4\"}", 0.0),
            entry(availability("admitted"), 1.0),
            entry(availability("probe-only"), 0.0),
            entry(availability("cooling"), 0.0),
            entry(availability("breaker-open"), 0.0),
            entry(
                "rhumb_target_limit{model=\"fraud\",target=\"us-east4\"}", (double) target.limit()),
            entry("rhumb_target_cooldown_seconds{model=\"fraud\",target=\"us-east4\"}", 0.0),
            entry(info("pem"), 1.0));
  }

  @ParameterizedTest
  @EnumSource(
      value = Availability.class,
      names = {"ADMITTED", "PROBE_ONLY", "BREAKER_OPEN"})
  void availability_isOneInExactlyTheSeriesOfTheState(Availability state) {
    show(shown("fraud", target, "none"));

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
    show(shown("fraud", target, "none"), shown("churn", target, "none"));

    assertThat(scrape.samples())
        .containsKeys(
            "rhumb_target_in_flight{model=\"fraud\",target=\"us-east4\"}",
            "rhumb_target_in_flight{model=\"churn\",target=\"us-east4\"}");
  }

  @Test
  void targetThatNobodyElseHolds_isStillRead() {
    show(shown(
        "fraud",
        new Target("lonely", "us-east4", false, admission, () -> 0, new Random(1)),
        "none"));

    System.gc();

    assertThat(scrape.samples().get("rhumb_target_in_flight{model=\"fraud\",target=\"lonely\"}"))
        .isEqualTo(0.0);
  }

  @Test
  void targetThatHasGone_isShownNoMore_andItsNamesakeTakesOver() {
    show(shown("fraud", target, "pem"));
    Target namesake =
        new Target("us-east4", "us-east4", false, new Switch(), () -> 0, new Random(1));
    admission.availability = Availability.BREAKER_OPEN;

    show(shown("fraud", namesake, "system"));

    assertThat(scrape.samples())
        .containsEntry(availability("admitted"), 1.0)
        .containsEntry(availability("breaker-open"), 0.0)
        .containsKey(info("system"))
        .doesNotContainKey(info("pem"));

    show();

    assertThat(scrape.samples()).isEmpty();
  }

  @Test
  void certificates_areShownByTheirEnd_onceTheyAreKnown() {
    AtomicReference<Instant> seen = new AtomicReference<>();
    show(new Shown("fraud", target, "pem", Instant.ofEpochSecond(2_000_000_000), seen::get));
    assertThat(scrape.samples())
        .containsEntry(
            "rhumb_target_trust_expiry_timestamp_seconds{model=\"fraud\",target=\"us-east4\"}", 2e9)
        .doesNotContainKey(CERTIFICATE);

    seen.set(Instant.ofEpochSecond(1_900_000_000));

    assertThat(scrape.samples()).containsEntry(CERTIFICATE, 1.9e9);
  }

  private static Shown shown(String model, Target target, String trust) {
    return new Shown(model, target, trust, null, () -> null);
  }

  private static String info(String trust) {
    return "rhumb_target_info{local=\"false\",model=\"fraud\",region=\"us-east4\",target=\"us-east4\",tls_trust=\""
        + trust + "\"}";
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
