package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;

/**
 * The histograms of a gateway.
 *
 * <p>The buckets of requests are those that OpenTelemetry advises for {@code http.server.request.duration}, less three, and
 * two above for what takes long: a scrape has one line for each of them, for each model and method. Those of plans go from what a good
 * one takes to the time after which a strategy is at fault.
 *
 * @param requests {@code rhumb_request_duration_seconds}
 * @param firstBytes {@code rhumb_request_first_byte_seconds}
 * @param attempts {@code rhumb_attempt_first_byte_seconds}
 * @param plans {@code rhumb_plan_duration_seconds}
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-metrics/">HTTP metrics, OpenTelemetry</a>
 */
public record Histograms(
    HistogramFamily requests,
    HistogramFamily firstBytes,
    HistogramFamily attempts,
    HistogramFamily plans) {

  private static final List<Duration> REQUESTS =
      millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000);

  private static final List<Duration> PLANS = micros(1, 10, 100, 1_000, 20_000);

  /** Histograms that nobody scrapes. */
  public Histograms() {
    this(
        new HistogramFamily(
            "rhumb_request_duration_seconds",
            "From the head of a request until its answer was whole; of those that were sent to targets",
            REQUESTS,
            "model",
            "method"),
        new HistogramFamily(
            "rhumb_request_first_byte_seconds",
            "From the head of a request until the first byte of the answer that a target gave",
            REQUESTS,
            "model",
            "method"),
        new HistogramFamily(
            "rhumb_attempt_first_byte_seconds",
            "From the start of an attempt until the first byte of its answer; of those that answered",
            REQUESTS,
            "model",
            "target"),
        new HistogramFamily(
            "rhumb_plan_duration_seconds",
            "How long the strategy took for a plan",
            PLANS,
            "model",
            "strategy"));
  }

  /** Has them scraped. */
  public Histograms in(PrometheusRegistry registry) {
    List.of(requests, firstBytes, attempts, plans).forEach(registry::register);
    return this;
  }

  /**
   * Takes the time of plans, in nanoseconds.
   *
   * @param strategy as in {@code rhumb_strategy_faults_total}
   */
  public LongConsumer planTimes(String model, String strategy) {
    return plans.of(model, strategy)::record;
  }

  /** Forgets those of models that have gone. */
  void removeIf(Predicate<String> gone) {
    List.of(requests, firstBytes, attempts, plans).forEach(family -> family.removeIf(gone));
  }

  private static List<Duration> millis(long... bounds) {
    return LongStream.of(bounds).mapToObj(Duration::ofMillis).toList();
  }

  private static List<Duration> micros(long... bounds) {
    return LongStream.of(bounds)
        .mapToObj(bound -> Duration.ofNanos(bound * 1_000))
        .toList();
  }
}
