package io.rhumb.gateway.telemetry;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A registry, and what Prometheus would read from it. */
final class Scrape {

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Every sample, by its name and labels as they are written. */
  Map<String, Double> samples() {
    Map<String, Double> samples = new TreeMap<>();
    for (String line : lines()) {
      int end = line.lastIndexOf(' ');
      samples.put(line.substring(0, end), Double.valueOf(line.substring(end + 1)));
    }
    return samples;
  }

  private List<String> lines() {
    return registry
        .scrape()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }
}
