package io.rhumb.gateway;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.management.ManagementVerticle;
import io.rhumb.gateway.predict.HealthHandler;
import io.rhumb.gateway.predict.ModelReadiness;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.PredictVerticle;
import io.rhumb.gateway.predict.Readiness;
import io.rhumb.gateway.target.LocalRegion;
import io.rhumb.gateway.telemetry.LimitMetrics;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One running gateway: the wiring of all its parts, and nothing else. */
final class Gateway {

  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

  /** How long a breaker stays open before it lets a probe through (a guess). */
  private static final Duration BREAKER_RESET = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Duration breakerReset;
  private final Credentials credentials;
  private final Limits limits;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Queue<PredictVerticle> predicts = new ConcurrentLinkedQueue<>();
  private volatile boolean warm;
  private volatile boolean stopping;
  private @Nullable StrategyLifecycle strategies;
  private @Nullable Future<Void> stopped;
  private String predictId = "";
  private String managementId = "";
  private int managementPort;

  private Gateway(Vertx vertx, GatewayConfig config, Duration breakerReset) {
    this.vertx = vertx;
    this.config = config;
    this.breakerReset = breakerReset;
    this.credentials = Credentials.create(config.metadataHost());
    this.limits = new Limits(config.server().limits());
    LimitMetrics.register(meters, limits);
  }

  /**
   * Starts a gateway.
   *
   * @param managementRoutes adds routes to the operator's port
   * @return the gateway, once both ports are open; fails with {@link StartupException} or with what is wrong in the
   *     configuration
   */
  static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, Consumer<Router> managementRoutes) {
    return start(vertx, config, BREAKER_RESET, managementRoutes);
  }

  /** As {@link #start(Vertx, GatewayConfig, Consumer)}, with breakers of another patience. */
  static Future<Gateway> start(
      Vertx vertx, GatewayConfig config, Duration breakerReset, Consumer<Router> managementRoutes) {
    Gateway gateway = new Gateway(vertx, config, breakerReset);
    return LocalRegion.find(vertx, config.localRegion(), config.metadataHost())
        .compose(region -> gateway.open(region, managementRoutes))
        .map(gateway)
        .recover(failure -> gateway.stop().transform(v -> Future.failedFuture(failure)));
  }

  /** The port of the predict API. */
  int port() {
    return predicts.element().port();
  }

  /** The operator's port. */
  int managementPort() {
    return managementPort;
  }

  /**
   * Stops: not ready, no new connection, requests in flight finish within the grace period, everything closes. The operator's port
   * last, so that the stop can be watched. A second call joins the first.
   */
  synchronized Future<Void> stop() {
    Future<Void> begun = stopped;
    if (begun == null) {
      stopping = true;
      begun = vertx
          .undeploy(predictId)
          .eventually(() -> strategies == null ? Future.succeededFuture() : strategies.close())
          .eventually(() -> vertx.undeploy(managementId))
          .eventually(() -> {
            credentials.close();
            return Future.succeededFuture();
          });
      stopped = begun;
    }
    return begun;
  }

  private Future<Void> open(String localRegion, Consumer<Router> managementRoutes) {
    StrategyEnvironment environment =
        new StrategyEnvironment(new MonotonicClock(), new SharedRandom(), localRegion);
    StrategyLifecycle opened =
        new StrategyLifecycle(vertx, config, environment, meters, () -> predicts.stream()
            .map(PredictVerticle::turn)
            .toList());
    strategies = opened;
    return opened
        .open()
        .map(slots -> new ModelFactory(vertx, environment, credentials, meters, breakerReset)
            .create(config, slots))
        .compose(models -> deploy(models, opened, environment.clock(), managementRoutes))
        .onSuccess(v -> {
          warnOfInsecureTrust();
          opened.watch();
          warmUp();
          LOG.log(
              System.Logger.Level.INFO,
              "local region: " + localRegion + "; transport: " + transport());
        });
  }

  private Future<Void> deploy(
      Models models,
      StrategyLifecycle opened,
      LongSupplier clock,
      Consumer<Router> managementRoutes) {
    Readiness serving = new ModelReadiness(() -> models, clock);
    HealthHandler health = new HealthHandler(() -> whyNotReady(serving));
    ManagementVerticle management = new ManagementVerticle(
        config.management(), health, meters, () -> models, opened::plugins, managementRoutes);
    return deployPredict(models, health, clock).compose(v -> deployManagement(management));
  }

  private Future<Void> deployPredict(Models models, HealthHandler health, LongSupplier clock) {
    DeploymentOptions instances =
        new DeploymentOptions().setInstances(config.server().eventLoops());
    return vertx
        .deployVerticle(
            () -> {
              PredictVerticle predict =
                  new PredictVerticle(config, () -> models, health, clock, limits);
              predicts.add(predict);
              return predict;
            },
            instances)
        .onSuccess(id -> predictId = id)
        .recover(failure ->
            Listening.explain("server", config.server().host(), config.server().port(), failure))
        .mapEmpty();
  }

  private Future<Void> deployManagement(ManagementVerticle management) {
    return vertx
        .deployVerticle(management)
        .recover(failure -> Listening.explain(
            "management", config.management().host(), config.management().port(), failure))
        .onSuccess(id -> {
          managementId = id;
          managementPort = management.port();
        })
        .mapEmpty();
  }

  private void warnOfInsecureTrust() {
    for (ModelConfig model : config.models().values()) {
      for (TargetConfig target : model.targets()) {
        if (target.tls() && target.trust() instanceof InsecureTrust) {
          LOG.log(
              System.Logger.Level.WARNING,
              "models." + model.name() + ".targets." + target.id()
                  + ": trust is insecure: whoever sits on the way to it can read and change every prediction");
        }
      }
    }
  }

  private void warmUp() {
    Future.join(predicts.stream().map(PredictVerticle::warmUp).toList())
        .onComplete(v -> warm = true);
  }

  private Optional<String> whyNotReady(Readiness serving) {
    return stopping
        ? Optional.of("stopping")
        : serving.whyNot().or(() -> warm ? Optional.empty() : Optional.of("connecting to targets"));
  }

  private String transport() {
    return vertx.isNativeTransportEnabled() ? "native epoll" : "JDK NIO";
  }
}
