package io.rhumb.gateway.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The histograms of one name, each with labels of its own. Thread-safe. */
public final class HistogramFamily implements Collector {

  private final MetricMetadata metadata;
  private final List<Duration> bounds;
  private final String[] labelNames;
  private final Map<Labels, DurationHistogram> histograms = new ConcurrentHashMap<>();

  /**
   * No histogram yet.
   *
   * @param name as it is exported, with its unit
   * @param bounds of the buckets
   */
  HistogramFamily(String name, String help, List<Duration> bounds, String... labelNames) {
    this.metadata = new MetricMetadata(name, help);
    this.bounds = List.copyOf(bounds);
    this.labelNames = labelNames.clone();
  }

  /**
   * The histogram with those labels. Whoever records is to keep it: to look for it allocates.
   *
   * @param labelValues in the order of the names
   */
  DurationHistogram of(String... labelValues) {
    return histograms.computeIfAbsent(
        Labels.of(labelNames, labelValues), labels -> new DurationHistogram(labels, bounds));
  }

  /** Forgets those of models that have gone. */
  void removeIf(Predicate<String> gone) {
    histograms.keySet().removeIf(labels -> gone.test(labels.get("model")));
  }

  @Override
  public HistogramSnapshot collect() {
    return new HistogramSnapshot(
        metadata, histograms.values().stream().map(DurationHistogram::snapshot).toList());
  }

  @Override
  public String getPrometheusName() {
    return metadata.getPrometheusName();
  }
}
