package io.rhumb.gateway.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpServerRequest;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests: {@code rhumb_requests_total} by model, method, outcome and class of status, and how long they took. A model or method that
 * was not found out is {@code -}: what clients make up makes no series. Thread-safe. A meter is made at its first use; counting
 * allocates nothing.
 */
public final class RequestMetrics implements RequestListener {

  /** No model, method or strategy has that name. */
  static final String NONE = "-";

  private static final int STATUS_CLASSES = 6;
  private static final String REQUESTS = "rhumb.requests";
  private static final Set<String> COUNTERS = Stream.concat(
          Stream.of(REQUESTS, StrategyFaults.NAME), ModelMetrics.COUNTERS.stream())
      .collect(Collectors.toUnmodifiableSet());

  private final MeterRegistry registry;
  private final Histograms histograms;
  private final Map<String, Map<String, Series>> models = new ConcurrentHashMap<>();

  /** Meters in {@code registry}, and {@code histograms}. */
  public RequestMetrics(MeterRegistry registry, Histograms histograms) {
    this.registry = registry;
    this.histograms = histograms;
  }

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request) {
    count(record);
  }

  /**
   * Takes out the series of other models, those of {@link ModelMetrics} and {@link StrategyFaults} too: whoever changes names often must not make more and more.
   * A request of one that is counted all the same has its series anew.
   *
   * @param served every model that may still have requests
   */
  public void retain(Set<String> served) {
    Predicate<String> gone = name -> !served.contains(name) && !name.equals(NONE);
    models.keySet().removeIf(gone);
    histograms.removeIf(gone);
    registry.getMeters().stream()
        .filter(meter -> COUNTERS.contains(meter.getId().getName())
            && gone.test(orNone(meter.getId().getTag("model"))))
        .forEach(registry::remove);
  }

  void count(RequestRecord record) {
    Series series = of(orNone(record.model()), orNone(record.method()));
    series.count(record.outcome(), record.status());
    if (record.course() != null) {
      series.duration.record(record.elapsedNanos());
      long firstByte = record.firstByteNanos();
      if (firstByte >= 0) {
        series.firstByte.record(firstByte);
      }
    }
  }

  private Series of(String model, String method) {
    Map<String, Series> methods = models.get(model);
    if (methods == null) {
      methods = models.computeIfAbsent(model, name -> new ConcurrentHashMap<>());
    }
    Series series = methods.get(method);
    return series == null
        ? methods.computeIfAbsent(method, word -> new Series(model, word))
        : series;
  }

  private static String orNone(@Nullable String name) {
    return name == null ? NONE : name;
  }

  /** Those of one method of one model. */
  private final class Series {

    private final String model;
    private final String method;
    private final DurationHistogram duration;
    private final DurationHistogram firstByte;
    private final Map<RequestOutcome, LazyCounter[]> counters = new EnumMap<>(RequestOutcome.class);

    Series(String model, String method) {
      this.model = model;
      this.method = method;
      this.duration = histograms.requests().of(model, method);
      this.firstByte = histograms.firstBytes().of(model, method);
      for (RequestOutcome outcome : RequestOutcome.values()) {
        counters.put(
            outcome,
            IntStream.range(0, STATUS_CLASSES)
                .mapToObj(status -> new LazyCounter(() -> register(outcome, status)))
                .toArray(LazyCounter[]::new));
      }
    }

    void count(RequestOutcome outcome, int status) {
      LazyCounter[] byStatusClass = Objects.requireNonNull(counters.get(outcome));
      byStatusClass[Math.min(Math.max(status / 100, 1), STATUS_CLASSES - 1)].increment();
    }

    // The registry gives the same counter to whoever asks twice.
    private Counter register(RequestOutcome outcome, int statusClass) {
      return Counter.builder(REQUESTS)
          .description("Requests, when they are over")
          .tags("model", model, "method", method)
          .tags("outcome", outcome.word(), "status", statusClass + "xx")
          .register(registry);
    }
  }
}
