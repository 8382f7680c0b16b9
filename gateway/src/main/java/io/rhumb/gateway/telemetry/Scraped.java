package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of things that come and go: looked up at each scrape, so that nothing has to be taken out when one has gone.
 *
 * @param registry where the metrics go
 * @param things read at each scrape
 * @param labels of a thing; no two have the same
 * @param <T> what has metrics
 */
record Scraped<T>(
    PrometheusRegistry registry,
    Supplier<? extends Collection<T>> things,
    Function<T, Labels> labels) {

  /**
   * Adds a gauge.
   *
   * @param value NaN: the thing has none now
   */
  Scraped<T> gauge(String name, String help, ToDoubleFunction<T> value) {
    MetricMetadata metadata = new MetricMetadata(name, help);
    registry.register(() -> new GaugeSnapshot(
        metadata,
        things.get().stream()
            .map(thing ->
                new GaugeDataPointSnapshot(value.applyAsDouble(thing), labels.apply(thing), null))
            .filter(point -> !Double.isNaN(point.getValue()))
            .toList()));
    return this;
  }

  /**
   * Adds a counter.
   *
   * @param name without {@code _total}
   */
  Scraped<T> counter(String name, String help, ToDoubleFunction<T> count) {
    MetricMetadata metadata = new MetricMetadata(name, help);
    registry.register(() -> new CounterSnapshot(
        metadata,
        things.get().stream()
            .map(thing -> new CounterDataPointSnapshot(
                count.applyAsDouble(thing), labels.apply(thing), null, 0))
            .toList()));
    return this;
  }

  /**
   * Adds an info: 1, and labels that say something.
   *
   * @param name without {@code _info}
   */
  Scraped<T> info(String name, String help) {
    MetricMetadata metadata = new MetricMetadata(name, help);
    registry.register(() -> new InfoSnapshot(
        metadata,
        things.get().stream()
            .map(thing -> new InfoDataPointSnapshot(labels.apply(thing)))
            .toList()));
    return this;
  }
}
