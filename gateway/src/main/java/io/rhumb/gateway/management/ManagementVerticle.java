package io.rhumb.gateway.management;

import io.rhumb.gateway.config.ManagementConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** Serves the operator's port. */
public final class ManagementVerticle extends VerticleBase {

  private final ManagementConfig config;
  private final List<OperatorRoute> routes;
  private HttpServer server;

  /**
   * A verticle about to be deployed.
   *
   * @param routes what it answers; everything else is 404
   */
  @SuppressWarnings(
      "NullAway.Init") // the server belongs to the event loop, which only start() knows.
  public ManagementVerticle(ManagementConfig config, List<OperatorRoute> routes) {
    this.config = config;
    this.routes = List.copyOf(routes);
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.route().failureHandler(ManagementVerticle::explain);
    routes.forEach(route -> route.addTo(router));
    server = vertx.createHttpServer().requestHandler(router);
    return server.listen(config.port(), config.host());
  }

  /** The port in use, once started. */
  public int port() {
    return server.actualPort();
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
