package io.rhumb.gateway.console;

import io.rhumb.engine.CreatedStrategy;
import io.rhumb.engine.Planner;
import io.rhumb.gateway.console.Look.AtTarget;
import io.rhumb.gateway.management.ConfigReport;
import io.rhumb.gateway.management.TargetsReport;
import io.rhumb.gateway.telemetry.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** How everything stands, as JSON: what the page draws twice a second. */
final class StateReport {

  private static final Words<Sentence.Severity> SEVERITIES = Words.of(Sentence.Severity.class);
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  private StateReport() {}

  static JsonObject of(Scene scene, List<Look> looks, long nowNanos) {
    JsonObject models = new JsonObject();
    looks.forEach(look -> models.put(look.name(), of(look)));
    JsonObject report = new JsonObject()
        .put("now", nowNanos / NANOS_PER_SECOND / Slice.SECONDS)
        .put("region", scene.region())
        .put("config", ConfigReport.of(scene.configuration().get()))
        .put("situation", situation(scene, looks))
        .put("models", models);
    scene.whyNotReady().get().ifPresent(why -> report.put("notReady", why));
    return report;
  }

  private static JsonArray situation(Scene scene, List<Look> looks) {
    JsonArray sentences = new JsonArray();
    Stream.concat(
            Situation.ofGateway(scene), looks.stream().flatMap(look -> Situation.of(look).stream()
                .map(sentence -> looks.size() == 1 ? sentence : sentence.about(look.name()))))
        .sorted(Comparator.comparing(Sentence::severity).reversed())
        .forEach(sentence -> sentences.add(new JsonObject()
            .put("severity", SEVERITIES.word(sentence.severity()))
            .put("key", sentence.key())
            .put("text", sentence.text())));
    return sentences;
  }

  private static JsonObject of(Look look) {
    JsonArray targets = new JsonArray();
    look.targets().forEach(at -> targets.add(of(at, look.nowNanos())));
    return new JsonObject()
        .put("strategy", strategy(look))
        .put("totals", totals(look.requests()))
        .put("points", HistoryReport.last(look.requests(), look.nowNanos()))
        .put("targets", targets);
  }

  private static JsonObject strategy(Look look) {
    Planner planner = look.model().strategies().current().standard();
    JsonObject report =
        new JsonObject().put("faults", planner.faults()).put("switchedOff", planner.switchedOff());
    return planner.strategy() instanceof CreatedStrategy created
        ? report.put("names", new JsonArray(created.names().stream().sorted().toList()))
        : report;
  }

  private static JsonObject of(AtTarget at, long nowNanos) {
    return TargetsReport.of(at.target())
        .put("admitsInMillis", at.target().untilAdmittedNanos(nowNanos) / NANOS_PER_MILLI)
        .put("sinceMillis", (nowNanos - at.standing().sinceNanos()) / NANOS_PER_MILLI)
        .put("totals", totals(at.traffic()))
        .put("points", HistoryReport.last(at.traffic(), nowNanos));
  }

  private static JsonObject totals(Traffic traffic) {
    JsonObject totals = new JsonObject();
    for (Count what : Count.values()) {
      totals.put(HistoryReport.COUNTS.word(what), traffic.total(what));
    }
    return totals;
  }
}
