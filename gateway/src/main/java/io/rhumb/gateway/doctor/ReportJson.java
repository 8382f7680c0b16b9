package io.rhumb.gateway.doctor;

import io.rhumb.gateway.config.TargetConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A report for programs. */
public final class ReportJson {

  private ReportJson() {}

  /** All that {@link ReportText} says. */
  public static JsonObject of(Report report) {
    JsonArray targets = new JsonArray();
    report.targets().forEach(target -> targets.add(target(report, target)));
    JsonArray remarks = new JsonArray();
    report.remarks().forEach(remark -> remarks.add(remark(remark)));
    JsonObject counts = new JsonObject();
    for (Status status : Status.values()) {
      counts.put(status.word(), report.count(status));
    }
    return new JsonObject()
        .put("source", report.source())
        .put("localRegion", report.localRegion().orElse(null))
        .put("healthy", !report.failed())
        .put("counts", counts)
        .put("targets", targets)
        .put("configuration", remarks);
  }

  private static JsonObject target(Report report, TargetReport examined) {
    TargetConfig target = examined.subject().target();
    JsonArray steps = new JsonArray();
    examined.findings().forEach(finding -> steps.add(step(finding)));
    JsonArray advice = new JsonArray();
    report.advice(examined).forEach(each -> advice.add(advice(each)));
    return new JsonObject()
        .put("model", examined.subject().model().name())
        .put("target", target.id())
        .put("region", target.region())
        .put("address", target.connectHost())
        .put("port", target.port())
        .put("serverName", target.serverName())
        .put("healthy", !examined.failed())
        .put("steps", steps)
        .put("advice", advice);
  }

  private static JsonObject step(Finding finding) {
    return new JsonObject()
        .put("step", finding.step().word())
        .put("status", finding.status().word())
        .put("millis", finding.nanos() < 0 ? null : Amounts.millis(finding.nanos()))
        .put("text", finding.text());
  }

  private static JsonObject advice(Advice advice) {
    return new JsonObject()
        .put("step", advice.step().word())
        .put("looksLike", advice.looksLike())
        .put("whatToDo", advice.whatToDo());
  }

  private static JsonObject remark(Remark remark) {
    return new JsonObject()
        .put("path", remark.path())
        .put("looksLike", remark.text())
        .put("whatToDo", remark.whatToDo());
  }
}
