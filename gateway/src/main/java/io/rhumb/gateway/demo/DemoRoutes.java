package io.rhumb.gateway.demo;

import io.rhumb.gateway.management.OperatorRoute;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.StubControl;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * Lets the demo's regions be broken and healed on the management port, by hand or from the console: {@code PUT} and {@code DELETE
 * /demo/regions/{region}/fault}; and lets its traffic be switched on and off: {@code PUT} and {@code DELETE /demo/traffic}.
 */
public final class DemoRoutes implements OperatorRoute {

  private static final String PREFIX = "/demo/regions/";
  private static final String TRAFFIC = "/demo/traffic";

  private final Vertx vertx;
  private final Map<String, RegionalStub> byRegion;
  private final DemoTraffic traffic;

  /**
   * Routes for regions that run, or will.
   *
   * @param regions are broken and healed
   * @param traffic is switched
   */
  public DemoRoutes(Vertx vertx, DemoRegions regions, DemoTraffic traffic) {
    this.vertx = vertx;
    this.byRegion = regions.byRegion();
    this.traffic = traffic;
  }

  @Override
  public void addTo(Router router) {
    byRegion.forEach((region, stub) ->
        router.route(PREFIX + region + "/*").subRouter(StubControl.router(vertx, stub)));
    router.route(PREFIX + "*").handler(this::unknown);
    router.get(TRAFFIC).handler(this::sendTraffic);
    router.put(TRAFFIC).handler(routing -> {
      traffic.start();
      sendTraffic(routing);
    });
    router.delete(TRAFFIC).handler(routing -> {
      traffic.stop();
      sendTraffic(routing);
    });
  }

  @Override
  public Optional<JsonObject> shown() {
    JsonObject regions = new JsonObject();
    byRegion.forEach((region, stub) -> {
      Fault fault = stub.fault();
      regions.put(region, new JsonObject().put("fault", fault == null ? null : fault.toJson()));
    });
    return Optional.of(new JsonObject().put("regions", regions).put("traffic", shownTraffic()));
  }

  private JsonObject shownTraffic() {
    return new JsonObject()
        .put("running", traffic.running())
        .put("perSecond", DemoTraffic.PER_SECOND);
  }

  private void sendTraffic(RoutingContext routing) {
    routing.json(new JsonObject().put("traffic", shownTraffic()));
  }

  private void unknown(RoutingContext routing) {
    routing
        .response()
        .setStatusCode(404)
        .putHeader("content-type", "application/json")
        .end(new JsonObject()
            .put(
                "error",
                "no such region or path (expected: " + PREFIX + "{region}/fault with one of "
                    + byRegion.keySet() + ")")
            .toBuffer());
  }
}
