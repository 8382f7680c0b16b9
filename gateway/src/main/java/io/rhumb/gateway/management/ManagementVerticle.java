package io.rhumb.gateway.management;

import io.rhumb.gateway.config.ManagementConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
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
    server = vertx
        .createHttpServer()
        .requestHandler(OperatorRouter.create(vertx, SameOrigin.of(config), routes));
    return server.listen(config.port(), config.host());
  }

  /** The port in use, once started. */
  public int port() {
    return server.actualPort();
  }
}
