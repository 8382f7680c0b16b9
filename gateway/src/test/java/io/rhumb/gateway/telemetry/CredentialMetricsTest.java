package io.rhumb.gateway.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rhumb.gateway.telemetry.CredentialMetrics.Shown;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CredentialMetricsTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private final Scrape scrape = new Scrape();
  private List<Shown> shown = List.of();

  CredentialMetricsTest() {
    CredentialMetrics.register(
        scrape.registry().getPrometheusRegistry(), InstantSource.fixed(NOW), () -> shown);
  }

  @Test
  void token_hasAnAgeAndAnEnd() {
    shown = List.of(new Shown("adc", true, NOW.minusSeconds(90), NOW.plusSeconds(3_000), 4, 2));

    assertThat(scrape.samples())
        .containsOnly(
            entry("rhumb_credential_ready{credential=\"adc\"}", 1.0),
            entry("rhumb_credential_age_seconds{credential=\"adc\"}", 90.0),
            entry("rhumb_credential_expiry_timestamp_seconds{credential=\"adc\"}", 1.800003e9),
            entry("rhumb_credential_refreshes_total{credential=\"adc\",result=\"success\"}", 4.0),
            entry("rhumb_credential_refreshes_total{credential=\"adc\",result=\"failure\"}", 2.0));
  }

  @Test
  void constantHeader_hasNeither_andOneThatHasGoneHasNothing() {
    shown = List.of(new Shown("header", true, null, null, 0, 0));
    assertThat(scrape.samples().keySet())
        .noneMatch(series -> series.contains("age") || series.contains("expiry"))
        .anyMatch(series -> series.contains("ready"));

    shown = List.of();

    assertThat(scrape.samples()).isEmpty();
  }
}
