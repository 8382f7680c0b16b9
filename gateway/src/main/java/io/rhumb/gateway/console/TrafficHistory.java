package io.rhumb.gateway.console;

import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts every request, by model and target, and keeps the last five minutes. Costs some ten increments a request and no lock, and up to 50
 * KB for each model and target. Thread-safe.
 */
public final class TrafficHistory implements RequestListener {

  private final Map<String, ModelTraffic> byModel = new ConcurrentHashMap<>();

  /** Empty. */
  public TrafficHistory() {}

  @Override
  public void onEnd(RequestRecord record, HttpServerRequest request) {
    add(record);
  }

  void add(RequestRecord record) {
    String model = record.model();
    if (model != null) {
      of(model).add(record);
    }
  }

  /** Forgets other models: those that a configuration took away. */
  public void retain(Set<String> models) {
    byModel.keySet().retainAll(models);
  }

  /** That of a model; empty at first. */
  ModelTraffic of(String model) {
    ModelTraffic known = byModel.get(model);
    return known == null ? byModel.computeIfAbsent(model, name -> new ModelTraffic()) : known;
  }
}
