package io.rhumb.gateway.management;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Puts together what operators may ask. */
public final class OperatorRouter {

  private OperatorRouter() {}

  /**
   * A router for some routes, for any number of event loops; everything else is 404.
   *
   * @param routes in the order in which they are asked
   */
  public static Router create(Vertx vertx, List<? extends OperatorRoute> routes) {
    Router router = Router.router(vertx);
    router.route().failureHandler(OperatorRouter::explain);
    routes.forEach(route -> route.addTo(router));
    return router;
  }

  private static void explain(RoutingContext routing) {
    if (routing.failure() instanceof BadQuery bad) {
      routing
          .response()
          .setStatusCode(400)
          .putHeader("content-type", "application/json")
          .end(new JsonObject()
              .put(
                  "error",
                  new JsonObject()
                      .put("code", 400)
                      .put("message", bad.getMessage())
                      .put("status", "INVALID_ARGUMENT"))
              .toBuffer());
    } else {
      routing.next();
    }
  }
}
