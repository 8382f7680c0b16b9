package io.rhumb.gateway.command;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code /explain} and {@code /decisions} tell, for a person: lines of text. */
final class ExplanationText {

  private ExplanationText() {}

  /** What would become of a request. */
  static List<String> ofPlan(JsonObject told) {
    List<String> lines = new ArrayList<>();
    lines.add("model " + told.getString("model"));
    lines.add("");
    lines.add(row(
        "target", "state", "in flight", "limit", "errors", "samples", "mean", "p50", "p99", ""));
    objects(told.getJsonArray("targets")).forEach(target -> lines.add(target(target)));
    lines.add("");
    lines.add("plan");
    int number = 0;
    for (JsonObject step : objects(told.getJsonArray("plan"))) {
      number++;
      lines.add("  " + number + ". " + step.getString("target") + ", " + when(step) + ": "
          + step.getString("reason"));
    }
    return lines;
  }

  /** What became of a request. */
  static List<String> ofDecision(JsonObject told) {
    List<String> lines = new ArrayList<>();
    lines.add(told.getString("time") + " " + told.getString("requestId") + ": "
        + told.getString("outcome") + ", status " + told.getInteger("status") + " after "
        + millis(told.getDouble("millis"))
        + (told.getString("target") == null ? "" : ", from " + told.getString("target")));
    lines.add("model " + told.getString("model", "unknown") + ", method "
        + told.getString("method", "unknown"));
    if (told.getJsonArray("plan") != null) {
      lines.add("planned: " + String.join(", ", targets(told.getJsonArray("plan"))));
      for (JsonObject attempt : objects(told.getJsonArray("attempts"))) {
        lines.add("  after " + millis(attempt.getDouble("afterMillis")) + ": "
            + attempt.getString("kind") + " to " + attempt.getString("target") + " ("
            + attempt.getString("reason") + "): " + attempt.getString("outcome") + " in "
            + millis(attempt.getDouble("millis")));
      }
    }
    return lines;
  }

  private static String target(JsonObject target) {
    Integer limit = target.getInteger("limit");
    return row(
        target.getString("id") + (target.getBoolean("local") ? " (local)" : ""),
        target.getString("availability"),
        target.getInteger("inFlight").toString(),
        limit == null ? "-" : limit.toString(),
        String.format(Locale.ROOT, "%.1f %%", 100 * target.getDouble("errorRate")),
        target.getLong("latencySamples").toString(),
        wait(target, "latencyMeanMillis"),
        wait(target, "latencyP50Millis"),
        wait(target, "latencyP99Millis"),
        remark(target));
  }

  /** Without a sample there is none, which is not the same as none at all. */
  private static String wait(JsonObject target, String name) {
    return target.getLong("latencySamples") == 0 ? "-" : millis(target.getDouble(name));
  }

  private static String remark(JsonObject target) {
    if (target.getBoolean("fencedOut")) {
      return "fenced out";
    }
    double wait = target.getDouble("admitsInMillis");
    return wait > 0 ? "admits in " + millis(wait) : "";
  }

  private static String when(JsonObject step) {
    return switch (step.getString("trigger")) {
      case "immediately" -> "at once";
      case "on-failure" -> "after a failure";
      default -> "after " + millis(step.getDouble("delayMillis")) + " or a failure";
    };
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  private static List<String> targets(JsonArray plan) {
    return objects(plan).stream().map(step -> step.getString("target")).toList();
  }

  private static List<JsonObject> objects(JsonArray array) {
    return array.stream().map(JsonObject.class::cast).toList();
  }

  private static String row(String... cells) {
    return String.format(
            Locale.ROOT, "%-26s %-13s %9s %6s %8s %8s %9s %9s %9s  %s", (Object[]) cells)
        .stripTrailing();
  }
}
