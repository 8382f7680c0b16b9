package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credentials as they are at each scrape: {@code rhumb_credential_ready}, {@code rhumb_credential_age_seconds}, {@code
 * rhumb_credential_expiry_timestamp_seconds} and {@code rhumb_credential_refreshes_total} by result.
 */
public final class CredentialMetrics {

  private static final double MILLIS = 1e3;

  /**
   * What has metrics: nothing secret.
   *
   * @param name unique, from the configuration
   * @param ready whether there are headers to send
   * @param fetchedAt when they were fetched; null: never, or they are constant
   * @param expiresAt null: never, or not known
   * @param refreshes fetches that succeeded
   * @param failures fetches that failed
   */
  public record Shown(
      String name,
      boolean ready,
      @Nullable Instant fetchedAt,
      @Nullable Instant expiresAt,
      long refreshes,
      long failures) {}

  private record Fetches(String name, String result, long count) {}

  private CredentialMetrics() {}

  /** Registers the metrics, which read the credentials at each scrape for as long as the registry lives. */
  public static void register(
      PrometheusRegistry registry, InstantSource clock, Supplier<List<Shown>> credentials) {
    new Scraped<>(registry, credentials, shown -> Labels.of("credential", shown.name()))
        .gauge(
            "rhumb_credential_ready",
            "Whether there is a credential to send now",
            shown -> shown.ready() ? 1 : 0)
        .gauge(
            "rhumb_credential_age_seconds",
            "How long ago the credential was fetched",
            shown -> age(shown, clock))
        .gauge(
            "rhumb_credential_expiry_timestamp_seconds",
            "When the credential expires",
            shown -> Times.seconds(shown.expiresAt()));
    new Scraped<>(
            registry,
            () -> fetches(credentials.get()),
            fetches -> Labels.of("credential", fetches.name(), "result", fetches.result()))
        .counter(
            "rhumb_credential_refreshes", "Fetches of the credential that ended", Fetches::count);
  }

  private static double age(Shown shown, InstantSource clock) {
    Instant fetchedAt = shown.fetchedAt();
    return fetchedAt == null
        ? Double.NaN
        : Math.max(0, clock.millis() - fetchedAt.toEpochMilli()) / MILLIS;
  }

  private static Collection<Fetches> fetches(List<Shown> credentials) {
    return credentials.stream()
        .flatMap(shown -> Stream.of(
            new Fetches(shown.name(), "success", shown.refreshes()),
            new Fetches(shown.name(), "failure", shown.failures())))
        .toList();
  }
}
