package io.rhumb.gateway.predict;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * {@code /health/live} and {@code /health/ready}. Live: this answer is the proof. Ready: the gateway can serve, whatever its own
 * region's health; one region's outage must not drain the gateway that would route around it.
 */
public final class HealthHandler {

  private static final String LIVE = "/health/live";
  private static final String READY = "/health/ready";

  private final Readiness readiness;

  /** A handler that reports {@code readiness}. */
  public HealthHandler(Readiness readiness) {
    this.readiness = readiness;
  }

  /**
   * Answers, if the path is one of health.
   *
   * @return whether it was
   */
  public boolean handle(String path, HttpServerRequest request) {
    switch (path) {
      case LIVE -> answer(request, Optional.empty());
      case READY -> answer(request, readiness.whyNot());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void answer(HttpServerRequest request, Optional<String> whyNot) {
    JsonObject body = new JsonObject().put("status", whyNot.isEmpty() ? "UP" : "DOWN");
    whyNot.ifPresent(reason -> body.put("reason", reason));
    request
        .response()
        .setStatusCode(whyNot.isEmpty() ? 200 : 503)
        .putHeader("content-type", "application/json");
    AnswerEnd.send(request, body.toBuffer());
  }
}
