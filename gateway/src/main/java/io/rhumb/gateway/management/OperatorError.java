package io.rhumb.gateway.management;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** What operators are told instead of what they asked for, in the envelope of the predict API. */
final class OperatorError {

  private OperatorError() {}

  static void send(RoutingContext routing, int code, String status, String message) {
    routing
        .response()
        .setStatusCode(code)
        .putHeader("content-type", "application/json")
        .end(new JsonObject()
            .put(
                "error",
                new JsonObject().put("code", code).put("message", message).put("status", status))
            .toBuffer());
  }
}
