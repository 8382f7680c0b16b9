package io.rhumb.gateway;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.gateway.access.AccessFactory;
import io.rhumb.gateway.command.Version;
import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.console.ConsoleFeed;
import io.rhumb.gateway.console.Scene;
import io.rhumb.gateway.credential.Credentials;
import io.rhumb.gateway.generation.ConfigExchange;
import io.rhumb.gateway.generation.FirstGeneration;
import io.rhumb.gateway.generation.Generation;
import io.rhumb.gateway.generation.Generations;
import io.rhumb.gateway.generation.InsecureTrustWarning;
import io.rhumb.gateway.generation.ModelFactory;
import io.rhumb.gateway.generation.PluginExchange;
import io.rhumb.gateway.generation.Retirement;
import io.rhumb.gateway.generation.StrategyLifecycle;
import io.rhumb.gateway.generation.TargetProbe;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.management.DecisionsRoute;
import io.rhumb.gateway.management.ExplainRoute;
import io.rhumb.gateway.management.OperatorRoute;
import io.rhumb.gateway.management.StateRoutes;
import io.rhumb.gateway.page.PagePool;
import io.rhumb.gateway.plugin.Adopter;
import io.rhumb.gateway.predict.HealthHandler;
import io.rhumb.gateway.predict.ModelReadiness;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.OperatorPages;
import io.rhumb.gateway.predict.PredictVerticle;
import io.rhumb.gateway.predict.Readiness;
import io.rhumb.gateway.process.MonotonicClock;
import io.rhumb.gateway.process.SharedRandom;
import io.rhumb.gateway.process.SocketTransport;
import io.rhumb.gateway.reload.ConfigHistory;
import io.rhumb.gateway.reload.ConfigReader;
import io.rhumb.gateway.reload.ConfigWatch;
import io.rhumb.gateway.target.LocalRegion;
import io.rhumb.gateway.telemetry.AccessMetrics;
import io.rhumb.gateway.telemetry.BudgetMetrics;
import io.rhumb.gateway.telemetry.ConfigMetrics;
import io.rhumb.gateway.telemetry.CredentialMetrics;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.gateway.telemetry.LimitMetrics;
import io.rhumb.gateway.telemetry.LoopMetrics;
import io.rhumb.gateway.telemetry.ProcessMetrics;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.telemetry.RequestMetrics;
import io.rhumb.gateway.telemetry.TargetMetrics;
import io.rhumb.gateway.upstream.ConnectionSettings;
import io.rhumb.gateway.upstream.PeerCertificates;
import io.rhumb.gateway.upstream.TlsEngine;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.internal.VertxInternal;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One running gateway: the wiring of all its parts, and nothing else. */
final class Gateway {

  private static final System.Logger LOG = System.getLogger(Gateway.class.getName());

  /** How long a breaker stays open before it lets a probe through (a guess). */
  private static final Duration BREAKER_RESET = Duration.ofSeconds(5);

  /** What clients send ahead may take one byte in so many of direct memory: the rest is for those who wait for answers. A guess. */
  private static final int AHEAD_PART = 4;

  /** What long bodies are on may take one byte in so many; where it is used up, the heap has them. A guess. */
  private static final int PAGES_PART = 4;

  /** How often pages are freed that no body has needed since (a guess). */
  private static final long TRIM_MILLIS = 10_000;

  /** How long the first handshake may keep the others waiting (a guess). */
  private static final Duration ALONE = Duration.ofMillis(500);

  private final Vertx vertx;
  private final GatewayConfig config;
  private final Duration breakerReset;
  private final Credentials credentials;
  /** The one thread on which anything in force is changed. */
  private final WorkerExecutor changes;

  private final Limits limits;
  private final PagePool pagePool;
  private final long trimTimer;
  private final PrometheusMeterRegistry meters =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MonotonicClock clock = new MonotonicClock();
  private final Queue<PredictVerticle> predicts = new ConcurrentLinkedQueue<>();
  private final Histograms histograms = new Histograms().in(meters.getPrometheusRegistry());
  private final RequestMetrics requests = new RequestMetrics(meters, histograms);
  private final PeerCertificates certificates = new PeerCertificates();
  private final Observers observers;
  private final AccessFactory access;
  private final Warming warming;
  private final Retirement retirement;
  private final ConfigHistory history;
  private volatile boolean stopping;
  private @Nullable StrategyLifecycle strategies;
  private @Nullable ConfigWatch watch;
  private @Nullable OperatorSide operators;
  private @Nullable Future<Void> stopped;
  private String predictId = "";

  private Gateway(
      Vertx vertx, GatewayConfig config, String source, Duration breakerReset, PrintStream out) {
    this.vertx = vertx;
    this.config = config;
    this.breakerReset = breakerReset;
    this.credentials = Credentials.create(config.metadataHost());
    this.changes = vertx.createSharedWorkerExecutor("rhumb-changes-" + hashCode(), 1);
    this.access =
        new AccessFactory(vertx, InstantSource.system(), clock, new AccessMetrics(meters));
    this.retirement = new Retirement(vertx, () -> each(PredictVerticle::turn));
    this.history = new ConfigHistory(source, InstantSource.system(), new ConfigMetrics(meters));
    this.observers = Observers.start(vertx, config, clock, out, requests);
    this.warming = new Warming(vertx, clock, Warming.PAUSE, Warming.PATIENCE);
    this.limits =
        new Limits(config.server().limits(), PlatformDependent.maxDirectMemory() / AHEAD_PART);
    this.pagePool = new PagePool(PlatformDependent.maxDirectMemory() / PAGES_PART);
    this.trimTimer = vertx.setPeriodic(TRIM_MILLIS, id -> trim());
    LimitMetrics.register(meters, limits, pagePool);
    CredentialMetrics.register(
        meters.getPrometheusRegistry(), InstantSource.system(), () -> shown(credentials));
    ProcessMetrics.register(meters.getPrometheusRegistry(), Version.number());
  }

  /**
   * Starts a gateway.
   *
   * @param reader where the configuration comes from, to be looked at again and again; empty: it stays as it is
   * @return the gateway, once both ports are open; fails with {@link io.rhumb.gateway.process.StartupException} or with what is wrong in the
   *     configuration
   */
  static Future<Gateway> start(Vertx vertx, GatewayConfig config, Optional<ConfigReader> reader) {
    return start(vertx, config, reader, routes -> {});
  }

  /**
   * As the other.
   *
   * @param managementRoutes adds routes to the operator's port
   */
  static Future<Gateway> start(
      Vertx vertx,
      GatewayConfig config,
      Optional<ConfigReader> reader,
      OperatorRoute managementRoutes) {
    return start(vertx, config, reader, BREAKER_RESET, System.out, managementRoutes);
  }

  /** As the other, with breakers of another patience, and another place for lines of requests. */
  static Future<Gateway> start(
      Vertx vertx,
      GatewayConfig config,
      Optional<ConfigReader> reader,
      Duration breakerReset,
      PrintStream out,
      OperatorRoute managementRoutes) {
    String source = reader.map(ConfigReader::name).orElse("environment");
    Gateway gateway = new Gateway(vertx, config, source, breakerReset, out);
    return LocalRegion.find(vertx, config.localRegion(), config.metadataHost())
        .compose(region -> gateway.open(region, reader, managementRoutes))
        .map(gateway)
        .recover(failure -> gateway.stop().transform(v -> Future.failedFuture(failure)));
  }

  /** The port of the predict API. */
  int port() {
    return predicts.element().port();
  }

  /** The operator's port. */
  int managementPort() {
    return Objects.requireNonNull(operators, "operators").port();
  }

  /**
   * Stops: not ready, no new connection, requests in flight finish within the grace period, everything closes. The operator's port
   * last, so that the stop can be watched. A second call joins the first.
   */
  synchronized Future<Void> stop() {
    Future<Void> begun = stopped;
    if (begun == null) {
      stopping = true;
      warming.stop();
      vertx.cancelTimer(trimTimer);
      // A configuration that is just being tried must not hold up those who are served.
      Future<Void> watched = watch == null ? Future.succeededFuture() : watch.stop();
      begun = ofOperators(OperatorSide::closeFeed)
          .transform(v -> Future.join(vertx.undeploy(predictId), watched))
          .<Void>mapEmpty()
          .eventually(() -> strategies == null ? Future.succeededFuture() : strategies.close())
          .eventually(() -> ofOperators(OperatorSide::closePort))
          .eventually(() -> {
            credentials.close();
            access.close();
            return Future.join(changes.close(), observers.close()).mapEmpty();
          });
      stopped = begun;
    }
    return begun;
  }

  private Future<Void> ofOperators(Function<OperatorSide, Future<Void>> task) {
    return operators == null ? Future.succeededFuture() : task.apply(operators);
  }

  private Future<Void> open(
      String localRegion, Optional<ConfigReader> reader, OperatorRoute managementRoutes) {
    StrategyEnvironment environment =
        new StrategyEnvironment(clock, new SharedRandom(), localRegion);
    StrategyLifecycle opened = new StrategyLifecycle(
        vertx, changes, config.plugins(), environment, meters, histograms, retirement);
    strategies = opened;
    ModelFactory factory =
        new ModelFactory(vertx, environment, credentials, access, meters, histograms, breakerReset);
    return changes
        .executeBlocking(() -> new FirstGeneration(opened, factory).create(config))
        .map(first -> new Generations(first, new Held(), retirement, this::change))
        .compose(generations -> deploy(localRegion, generations, opened, managementRoutes)
            .onSuccess(v -> {
              InsecureTrustWarning.log(config);
              opened.watch(reader
                  .<Adopter>map(from -> watch(from, opened, factory, generations))
                  .orElse(opened.exchange()));
              LOG.log(
                  System.Logger.Level.INFO,
                  "local region: " + localRegion + "; transport: "
                      + SocketTransport.nameOf((VertxInternal) vertx)
                      + "; TLS: " + TlsEngine.ofEnvironment().word());
            }));
  }

  private Future<Void> deploy(
      String localRegion,
      Generations generations,
      StrategyLifecycle opened,
      OperatorRoute managementRoutes) {
    Supplier<Models> models = () -> generations.current().models();
    Readiness serving = new ModelReadiness(models, clock);
    HealthHandler health = new HealthHandler(() -> whyNotReady(serving));
    List<OperatorRoute> reading = List.of(
        new StateRoutes(health, meters, models, opened::plugins, history::status, () -> generations
            .current()
            .config()),
        new DecisionsRoute(observers.decisions()),
        new ExplainRoute(models, clock));
    ConsoleFeed feed = new ConsoleFeed(new Scene(
        localRegion,
        clock,
        models,
        history::status,
        () -> whyNotReady(serving),
        observers.traffic(),
        observers.decisions(),
        managementRoutes::shown));
    OperatorSide side =
        new OperatorSide(vertx, config.management(), reading, feed, managementRoutes);
    operators = side;
    return deployPredict(models, health, side.pages())
        // Ahead of the ports: the first handshake takes longer than they do.
        .onSuccess(v -> warming.start(() -> connect(generations.current())))
        .compose(v -> side.openFeed())
        .compose(v -> listen())
        .compose(v -> side.openPort());
  }

  private Future<Void> deployPredict(
      Supplier<Models> models, HealthHandler health, OperatorPages pages) {
    DeploymentOptions instances =
        new DeploymentOptions().setInstances(config.server().eventLoops());
    RequestListener listener = observers.listener();
    return vertx
        .deployVerticle(
            () -> {
              PredictVerticle predict = new PredictVerticle(
                  config.server(),
                  models,
                  health,
                  pages,
                  clock,
                  limits,
                  pagePool,
                  listener,
                  certificates);
              predicts.add(predict);
              return predict;
            },
            instances)
        .onSuccess(id -> predictId = id)
        .onSuccess(id -> measureLoops())
        .mapEmpty();
  }

  private Future<Void> listen() {
    return Future.join(each(PredictVerticle::listen))
        .<Void>mapEmpty()
        .recover(failure ->
            Listening.explain("server", config.server().host(), config.server().port(), failure));
  }

  private void measureLoops() {
    List<PredictVerticle> all = List.copyOf(predicts);
    LoopMetrics loops = new LoopMetrics(meters.getPrometheusRegistry(), clock, all.size());
    IntStream.range(0, all.size()).forEach(i -> all.get(i).measure(loops.lag(i)));
  }

  private static List<CredentialMetrics.Shown> shown(Credentials credentials) {
    return credentials.statuses().stream()
        .map(status -> new CredentialMetrics.Shown(
            status.name(),
            status.ready(),
            status.fetchedAt(),
            status.expiresAt(),
            status.refreshes(),
            status.failures()))
        .toList();
  }

  private PluginExchange watch(
      ConfigReader reader,
      StrategyLifecycle opened,
      ModelFactory factory,
      Generations generations) {
    TargetProbe probe = new TargetProbe(targets -> each(predict -> predict.warmUp(targets)));
    ConfigExchange exchange = new ConfigExchange(opened, factory, probe, generations);
    ConfigWatch begun = new ConfigWatch(vertx, changes, reader::read, exchange, history, clock);
    watch = begun;
    begun.start();
    return new PluginExchange(opened.exchange(), exchange, begun);
  }

  // The first handshake of a process loads and compiles all of TLS. Several at once only slow each
  // other down, and the first request that waits for one of them.
  private Future<Boolean> connect(Generation inForce) {
    List<UpstreamTarget> targets = inForce.models().upstreams();
    Future<?> alone = predicts.element().warmUp(targets.subList(0, Math.min(1, targets.size())));
    return Future.any(alone, vertx.timer(ALONE.toMillis(), TimeUnit.MILLISECONDS))
        .transform(v -> Future.join(each(predict -> predict.warmUp(targets))))
        .map(loops ->
            loops.<Set<UpstreamTarget>>list().stream().anyMatch(reached -> !reached.isEmpty()));
  }

  private Optional<String> whyNotReady(Readiness serving) {
    return stopping ? Optional.of("stopping") : serving.whyNot().or(warming::whyNot);
  }

  /** After a burst that is thousands of pages, each of which goes back to the system by itself: no event loop should wait for that. */
  private void trim() {
    vertx.executeBlocking(
        () -> {
          pagePool.trim();
          return null;
        },
        false);
  }

  private void change(Runnable task) {
    changes.executeBlocking(() -> {
      task.run();
      return null;
    });
  }

  private <T> List<Future<T>> each(Function<PredictVerticle, Future<T>> task) {
    return predicts.stream().map(task).toList();
  }

  /** What generations hold. */
  private final class Held implements Generations.Resources {

    private final TargetMetrics targets = new TargetMetrics(meters.getPrometheusRegistry());
    private final BudgetMetrics budgets = new BudgetMetrics(meters, clock);

    @Override
    public void follow(Generation inForce) {
      targets.show(inForce.shownTargets(certificates));
      budgets.show(inForce.shownBudgets());
      limits.change(inForce.config().server().limits());
      observers.log().change(inForce.config().logs());
      observers.traffic().retain(inForce.config().models().keySet());
    }

    @Override
    public void retainModels(Set<String> served) {
      requests.retain(served);
      StrategyLifecycle opened = strategies;
      if (opened != null) {
        opened.retain(served);
      }
    }

    @Override
    public void retainConnections(Set<ConnectionSettings> used) {
      each(predict -> predict.retain(used));
      certificates.retain(used);
    }

    @Override
    public void retainCredentials(Set<CredentialConfig> used) {
      credentials.retain(used);
    }

    @Override
    public void retainSigningKeys(Set<URI> used) {
      access.retain(used);
    }
  }
}
