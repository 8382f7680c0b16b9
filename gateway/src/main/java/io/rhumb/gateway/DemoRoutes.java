package io.rhumb.gateway;

import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.StubControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.util.Map;

/**
 * Lets the demo's regions be broken and healed on the management port: {@code PUT} and {@code DELETE
 * /demo/regions/{region}/fault}.
 */
final class DemoRoutes {

  private static final String PREFIX = "/demo/regions/";

  private DemoRoutes() {}

  static void mount(Vertx vertx, Router router, DemoRegions regions) {
    Map<String, RegionalStub> byRegion = regions.byRegion();
    byRegion.forEach((region, stub) ->
        router.route(PREFIX + region + "/*").subRouter(StubControl.router(vertx, stub)));
    router.route(PREFIX + "*").handler(routing -> routing
        .response()
        .setStatusCode(404)
        .putHeader("content-type", "application/json")
        .end(new JsonObject()
            .put(
                "error",
                "no such region or path (expected: " + PREFIX + "{region}/fault with one of "
                    + byRegion.keySet() + ")")
            .toBuffer()));
  }
}
