package io.rhumb.gateway.load;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** The figures of a run, for programs. Times are in milliseconds. */
public final class LoadJson {

  private LoadJson() {}

  /** One object: keys may be added in later versions. */
  public static JsonObject of(LoadReport report) {
    return new JsonObject()
        .put("plan", plan(report.plan()))
        .put("protocols", new TreeSet<>(report.protocols()).stream().toList())
        .put("dueForMillis", millis(report.dueForNanos()))
        .put("elapsedMillis", millis(report.elapsedNanos()))
        .put("requests", requests(report.counts()))
        .put("duePerSecond", report.duePerSecond())
        .put("answeredPerSecond", report.answeredPerSecond())
        .put("latency", spread(report.latency()))
        .put("firstByte", spread(report.firstByte()))
        .put("lag", spread(report.lag()))
        .put("doubtful", report.doubtful())
        .put("allGood", report.allGood())
        .put("outcomes", groups(report.outcomes()))
        .put("targets", groups(report.targets()))
        .put("attempts", groups(report.attempts()))
        .put("details", new JsonObject(new TreeMap<>(report.details())));
  }

  private static JsonObject plan(LoadPlan plan) {
    return new JsonObject()
        .put("url", plan.target().toString())
        .put("arrivals", plan.arrivals().name().toLowerCase(Locale.ROOT))
        .put("perSecond", plan.perSecond())
        .put("durationMillis", plan.duration().toMillis())
        .put("warmUpMillis", plan.warmUp().toMillis())
        .put("timeoutMillis", plan.timeout().toMillis())
        .put("connections", plan.connections())
        .put("maxInFlight", plan.bound())
        .put("http2", plan.http2())
        .put("seed", plan.seed());
  }

  private static JsonObject requests(LoadReport.Counts counts) {
    return new JsonObject()
        .put("due", counts.due())
        .put("notSent", counts.notSent())
        .put("unfinished", counts.unfinished())
        .put("answered", counts.answered())
        .put("good", counts.good())
        .put("warmUp", counts.warmUp())
        .put("warmUpBad", counts.warmUpBad())
        .put("mostInFlight", counts.mostInFlight());
  }

  private static JsonObject groups(Map<String, Spread> groups) {
    JsonObject json = new JsonObject();
    groups.forEach((word, spread) -> json.put(word, spread(spread)));
    return json;
  }

  private static JsonObject spread(Spread spread) {
    return new JsonObject()
        .put("count", spread.count())
        .put("p50", millis(spread.p50()))
        .put("p90", millis(spread.p90()))
        .put("p99", millis(spread.p99()))
        .put("p99.9", millis(spread.p999()))
        .put("max", millis(spread.max()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
