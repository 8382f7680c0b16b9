package io.rhumb.gateway.console;

import io.rhumb.gateway.telemetry.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Slices as JSON, each an array to keep them short: its number, the milliseconds of p50 and p99, or null, and every {@link Count} in its order.
 */
final class HistoryReport {

  static final Words<Count> COUNTS = Words.of(Count.class);

  private static final double MICROS_PER_MILLI = 1e3;

  private HistoryReport() {}

  /** All that is kept of some models. */
  static JsonObject of(List<Look> looks) {
    JsonObject models = new JsonObject();
    for (Look look : looks) {
      JsonObject targets = new JsonObject();
      look.targets().forEach(at -> targets.put(at.id(), all(at.traffic(), look.nowNanos())));
      models.put(
          look.name(),
          new JsonObject()
              .put("points", all(look.requests(), look.nowNanos()))
              .put("targets", targets));
    }
    return models;
  }

  /** What a point's numbers mean. */
  static JsonArray columns() {
    JsonArray columns = new JsonArray().add("slice").add("p50").add("p99");
    for (Count what : Count.values()) {
      columns.add(COUNTS.word(what));
    }
    return columns;
  }

  /** The slice that is not over, and the one before, in which late requests may be counted still. */
  static JsonArray last(Traffic traffic, long nowNanos) {
    long now = Slice.numberAt(nowNanos);
    return points(traffic.slices(now - 1, now));
  }

  private static JsonArray all(Traffic traffic, long nowNanos) {
    long now = Slice.numberAt(nowNanos);
    return points(traffic.slices(now - Traffic.SLICES, now));
  }

  private static JsonArray points(List<Slice> slices) {
    JsonArray points = new JsonArray();
    slices.forEach(slice -> points.add(point(slice)));
    return points;
  }

  private static JsonArray point(Slice slice) {
    JsonArray point = new JsonArray().add(slice.number());
    add(point, slice.waitQuantileNanos(0.5));
    add(point, slice.waitQuantileNanos(0.99));
    for (Count what : Count.values()) {
      point.add(slice.get(what));
    }
    return point;
  }

  private static void add(JsonArray point, double nanos) {
    if (Double.isNaN(nanos)) {
      point.addNull();
    } else {
      point.add(Math.round(nanos / MICROS_PER_MILLI) / MICROS_PER_MILLI);
    }
  }
}
