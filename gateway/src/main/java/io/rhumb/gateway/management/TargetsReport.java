package io.rhumb.gateway.management;

import io.rhumb.engine.Target;
import io.rhumb.gateway.predict.Model;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.telemetry.Words;
import io.rhumb.strategy.Availability;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What {@code GET /targets} answers: each number that a strategy sees, for every target of every model. */
public final class TargetsReport {

  private static final Words<Availability> AVAILABILITIES = Words.of(Availability.class);
  private static final double NANOS_PER_MILLI = 1e6;

  private TargetsReport() {}

  static JsonObject of(Models models) {
    JsonObject report = new JsonObject();
    for (Model model : models.all()) {
      JsonArray targets = new JsonArray();
      for (int i = 0; i < model.targets().size(); i++) {
        targets.add(of(model.targets().get(i)));
      }
      report.put(model.name(), targets);
    }
    return report;
  }

  /** Those of one target. */
  public static JsonObject of(Target target) {
    return new JsonObject()
        .put("id", target.id())
        .put("region", target.region())
        .put("local", target.local())
        .put("availability", AVAILABILITIES.word(target.availability()))
        .put("inFlight", target.inFlight())
        .put("limit", target.limit() == Integer.MAX_VALUE ? null : target.limit())
        .put("errorRate", target.errorRate())
        .put("latencySamples", target.latencySamples())
        .put("latencyMeanMillis", target.meanLatencyNanos() / NANOS_PER_MILLI)
        .put("latencyP50Millis", target.latencyQuantileNanos(0.5) / NANOS_PER_MILLI)
        .put("latencyP99Millis", target.latencyQuantileNanos(0.99) / NANOS_PER_MILLI);
  }
}
