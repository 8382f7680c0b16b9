package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.rhumb.engine.Target;
import io.rhumb.strategy.Availability;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The targets as they are at each scrape: {@code rhumb_target_in_flight}, {@code rhumb_target_limit}, {@code
 * rhumb_target_availability} (1 in the series of its present state, 0 in the others), {@code rhumb_target_cooldown_seconds}, {@code
 * rhumb_target_certificate_expiry_timestamp_seconds}, {@code rhumb_target_trust_expiry_timestamp_seconds} and {@code rhumb_target_info}.
 */
public final class TargetMetrics {

  private static final Words<Availability> AVAILABILITIES = Words.of(Availability.class);
  private static final double NANOS = 1e9;

  /**
   * What has metrics.
   *
   * @param model the name of its model
   * @param target read at each scrape
   * @param trust how its certificate is checked: {@code system}, {@code pem}, {@code insecure}, or {@code none} without TLS
   * @param trustEnds when the first certificate of its PEM file expires; null if it has none
   * @param certificateEnds read at each scrape: when the certificate expires that it showed last; null if it showed none
   */
  public record Shown(
      String model,
      Target target,
      String trust,
      @Nullable Instant trustEnds,
      Supplier<@Nullable Instant> certificateEnds) {}

  private record State(Shown shown, Availability state) {}

  private volatile List<Shown> targets = List.of();

  /** No targets yet. */
  public TargetMetrics(PrometheusRegistry registry) {
    new Scraped<>(registry, () -> targets, TargetMetrics::labels)
        .gauge("rhumb_target_in_flight", "Attempts that are running now", shown -> shown
            .target()
            .inFlight())
        .gauge(
            "rhumb_target_limit",
            "How many attempts the target should have running at once, as learned from its answers",
            shown -> shown.target().limit())
        .gauge(
            "rhumb_target_cooldown_seconds",
            "How long the target is still left alone, for lack of quota or because it asked for that",
            shown -> shown.target().cooldownNanos() / NANOS)
        .gauge(
            "rhumb_target_certificate_expiry_timestamp_seconds",
            "When the certificate expires that the target showed last",
            shown -> Times.seconds(shown.certificateEnds().get()))
        .gauge(
            "rhumb_target_trust_expiry_timestamp_seconds",
            "When the first certificate expires of the PEM file that the target is checked by",
            shown -> Times.seconds(shown.trustEnds()));
    new Scraped<>(registry, this::states, TargetMetrics::labels)
        .gauge(
            "rhumb_target_availability",
            "Whether the target takes attempts: 1 in the series of its present state",
            state -> state.shown().target().availability() == state.state() ? 1 : 0);
    new Scraped<>(registry, () -> targets, TargetMetrics::description)
        .info("rhumb_target", "What the target is, and how its certificate is checked");
  }

  /** Shows these, and no others. Thread-safe. */
  public void show(Set<Shown> shown) {
    targets = List.copyOf(shown);
  }

  private Collection<State> states() {
    return targets.stream()
        .flatMap(
            shown -> Arrays.stream(Availability.values()).map(state -> new State(shown, state)))
        .toList();
  }

  private static Labels labels(Shown shown) {
    return Labels.of("model", shown.model(), "target", shown.target().id());
  }

  private static Labels labels(State state) {
    return labels(state.shown()).add("state", AVAILABILITIES.word(state.state()));
  }

  private static Labels description(Shown shown) {
    Target target = shown.target();
    return labels(shown)
        .merge(Labels.of(
            "region",
            target.region(),
            "local",
            String.valueOf(target.local()),
            "tls_trust",
            shown.trust()));
  }
}
