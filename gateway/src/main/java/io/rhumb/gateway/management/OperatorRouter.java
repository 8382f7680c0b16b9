package io.rhumb.gateway.management;

import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Puts together what operators may ask. */
public final class OperatorRouter {

  private OperatorRouter() {}

  /**
   * A router for some routes, for any number of event loops; everything else is 404.
   *
   * @param sameOrigin goes before all of them
   * @param routes in the order in which they are asked
   */
  public static Router create(
      Vertx vertx, SameOrigin sameOrigin, List<? extends OperatorRoute> routes) {
    Router router = Router.router(vertx);
    router.route().failureHandler(OperatorRouter::explain);
    router.route().handler(sameOrigin::check);
    routes.forEach(route -> route.addTo(router));
    return router;
  }

  private static void explain(RoutingContext routing) {
    if (routing.failure() instanceof BadQuery bad) {
      OperatorError.send(routing, 400, "INVALID_ARGUMENT", String.valueOf(bad.getMessage()));
    } else {
      routing.next();
    }
  }
}
