package io.rhumb.gateway;

import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.console.ConsoleFeed;
import io.rhumb.gateway.console.ConsoleRoute;
import io.rhumb.gateway.management.ManagementVerticle;
import io.rhumb.gateway.management.OperatorRoute;
import io.rhumb.gateway.management.OperatorRouter;
import io.rhumb.gateway.management.SameOrigin;
import io.rhumb.gateway.predict.OperatorPages;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What operators have of a gateway: their port, the console on it and, where they are wanted there, pages on the port of the clients. */
final class OperatorSide {

  private final Vertx vertx;
  private final ManagementConfig config;
  private final List<OperatorRoute> reading;
  private final ConsoleFeed feed;
  private final ManagementVerticle management;
  private String feedId = "";
  private String managementId = "";

  /**
   * Opens nothing yet.
   *
   * @param reading what changes nothing
   * @param changing what belongs on the operator's port alone
   */
  OperatorSide(
      Vertx vertx,
      ManagementConfig config,
      List<OperatorRoute> reading,
      ConsoleFeed feed,
      OperatorRoute changing) {
    this.vertx = vertx;
    this.config = config;
    this.reading = reading;
    this.feed = feed;
    this.management =
        new ManagementVerticle(config, plus(reading, new ConsoleRoute(feed, true), changing));
  }

  /** The pages on the port of the clients; none unless configured. */
  OperatorPages pages() {
    if (!config.onPublicPort()) {
      return OperatorPages.NONE;
    }
    Router router = Router.router(vertx);
    router
        .route("/-/*")
        .subRouter(OperatorRouter.create(
            vertx, SameOrigin.underAnyName(), plus(reading, new ConsoleRoute(feed, false))));
    return OperatorPages.of(router);
  }

  /** Begins to tell the console's watchers. */
  Future<Void> openFeed() {
    return vertx.deployVerticle(feed).onSuccess(id -> feedId = id).mapEmpty();
  }

  /** Opens the port. */
  Future<Void> openPort() {
    return vertx
        .deployVerticle(management)
        .onSuccess(id -> managementId = id)
        .recover(failure -> Listening.explain("management", config.host(), config.port(), failure))
        .mapEmpty();
  }

  /** The port that was opened. */
  int port() {
    return management.port();
  }

  /** Ends the streams of the watchers, for which a server that stops would wait. */
  Future<Void> closeFeed() {
    return vertx.undeploy(feedId);
  }

  /** Closes the port. */
  Future<Void> closePort() {
    return vertx.undeploy(managementId);
  }

  private static List<OperatorRoute> plus(List<OperatorRoute> some, OperatorRoute... more) {
    List<OperatorRoute> all = new ArrayList<>(some);
    Collections.addAll(all, more);
    return all;
  }
}
