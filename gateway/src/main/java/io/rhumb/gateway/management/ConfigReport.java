package io.rhumb.gateway.management;

import io.rhumb.gateway.config.EffectiveConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.reload.ConfigPhase;
import io.rhumb.gateway.reload.ConfigStatus;
import io.rhumb.gateway.telemetry.Words;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** What {@code GET /config} answers: what is in force, what is there, and why that is not in force. */
public final class ConfigReport {

  private static final Words<ConfigPhase> PHASES = Words.of(ConfigPhase.class);

  private ConfigReport() {}

  /** With every key that is in force. */
  static JsonObject of(ConfigStatus status, GatewayConfig config) {
    return of(status).put("effective", new JsonObject(EffectiveConfig.of(config)));
  }

  /** Without what is in it. */
  public static JsonObject of(ConfigStatus status) {
    JsonObject inForce = new JsonObject()
        .put("generation", status.generation())
        .put("since", status.since().toString());
    status.inForce().ifPresent(digest -> inForce.put("sha256", digest));
    JsonObject found = new JsonObject().put("refused", status.refused());
    status.found().ifPresent(digest -> found.put("sha256", digest));
    JsonObject report =
        new JsonObject().put("source", status.source()).put("inForce", inForce).put("found", found);
    status.lastError().ifPresent(error -> report.put("lastError", of(error)));
    return report;
  }

  private static JsonObject of(ConfigStatus.Refusal error) {
    return new JsonObject()
        .put("at", error.at().toString())
        .put("phase", PHASES.word(error.phase()))
        .put("problems", new JsonArray(error.problems()))
        .put("standing", error.standing());
  }
}
