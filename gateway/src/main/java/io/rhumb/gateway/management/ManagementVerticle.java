package io.rhumb.gateway.management;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.plugin.PluginStatus;
import io.rhumb.gateway.predict.HealthHandler;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.reload.ConfigStatus;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Serves the operator's port: health, {@code /metrics}, {@code /targets}, {@code /strategies} and {@code /config}. */
public final class ManagementVerticle extends VerticleBase {

  private final ManagementConfig config;
  private final HealthHandler health;
  private final PrometheusMeterRegistry registry;
  private final Supplier<Models> models;
  private final Supplier<List<PluginStatus>> plugins;
  private final Supplier<ConfigStatus> configuration;
  private final Consumer<Router> extras;
  private HttpServer server;

  /**
   * A verticle about to be deployed.
   *
   * @param extras adds routes before the last, which answers 404
   */
  @SuppressWarnings(
      "NullAway.Init") // the server belongs to the event loop, which only start() knows.
  public ManagementVerticle(
      ManagementConfig config,
      HealthHandler health,
      PrometheusMeterRegistry registry,
      Supplier<Models> models,
      Supplier<List<PluginStatus>> plugins,
      Supplier<ConfigStatus> configuration,
      Consumer<Router> extras) {
    this.config = config;
    this.health = health;
    this.registry = registry;
    this.models = models;
    this.plugins = plugins;
    this.configuration = configuration;
    this.extras = extras;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/health/*").handler(this::health);
    router.get("/metrics").handler(this::metrics);
    router.get("/targets").handler(this::targets);
    router.get("/strategies").handler(this::strategies);
    router.get("/config").handler(this::configuration);
    extras.accept(router);
    server = vertx.createHttpServer().requestHandler(router);
    return server.listen(config.port(), config.host());
  }

  /** The port in use, once started. */
  public int port() {
    return server.actualPort();
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

  private void targets(RoutingContext routing) {
    routing.json(TargetsReport.of(models.get()));
  }

  private void strategies(RoutingContext routing) {
    routing.json(StrategiesReport.of(models.get(), plugins.get()));
  }

  private void configuration(RoutingContext routing) {
    routing.json(ConfigReport.of(configuration.get()));
  }
}
