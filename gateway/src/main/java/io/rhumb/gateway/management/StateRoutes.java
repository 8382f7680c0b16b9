package io.rhumb.gateway.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.plugin.PluginStatus;
import io.rhumb.gateway.predict.HealthHandler;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.reload.ConfigStatus;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the gateway stands: {@code GET /health/live} and {@code /health/ready}, {@code /metrics}, {@code /targets}, {@code /strategies} and {@code
 * /config}.
 *
 * @param health answers for it
 * @param registry its metrics
 * @param models in force
 * @param plugins how each jar stands
 * @param configuration where it comes from, and how it stands
 * @param effective what is in force
 */
public record StateRoutes(
    HealthHandler health,
    PrometheusMeterRegistry registry,
    Supplier<Models> models,
    Supplier<List<PluginStatus>> plugins,
    Supplier<ConfigStatus> configuration,
    Supplier<GatewayConfig> effective)
    implements OperatorRoute {

  @Override
  public void addTo(Router router) {
    router.get("/health/*").handler(this::health);
    router.get("/metrics").handler(this::metrics);
    router.get("/targets").handler(routing -> routing.json(TargetsReport.of(models.get())));
    router
        .get("/strategies")
        .handler(routing -> routing.json(StrategiesReport.of(models.get(), plugins.get())));
    router
        .get("/config")
        .handler(routing -> routing.json(ConfigReport.of(configuration.get(), effective.get())));
  }

  private void health(RoutingContext routing) {
    if (!health.handle(routing.normalizedPath(), routing.request())) {
      routing.next();
    }
  }

  private void metrics(RoutingContext routing) {
    routing
        .response()
        .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
        .end(registry.scrape());
  }
}
