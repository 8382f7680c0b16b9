package io.rhumb.gateway.predict;

import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import io.rhumb.gateway.telemetry.LoopLag;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.upstream.ConnectionSettings;
import io.rhumb.gateway.upstream.PeerCertificates;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.rhumb.gateway.upstream.WarmUp;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Serves the predict API on one event loop, over connections of its own. Instances share the port, which each opens when it is told to: until then
 * it can be connected to targets.
 */
public final class PredictVerticle extends VerticleBase {

  /** Room for the headers that load balancers and SDKs add; Vert.x would take 8 KiB. */
  static final int HEADER_BYTES = 32 * 1024;

  static final int REQUEST_LINE_BYTES = 8 * 1024;
  /** Of one HTTP/2 connection at once; what is beyond is refused by its codec. As Vert.x has it. */
  private static final int STREAMS = 100;

  /**
   * Streams that one HTTP/2 connection may reset within {@link #RESET_SECONDS} before it is ended (CVE-2023-44487). A guess: few enough to be no
   * more work than as many requests, and far more than the 200 in 30 s of Vert.x, since in front of a gateway one connection carries
   * many clients, who give up at the same time when something is slow, and the streams of the others would end with it.
   */
  private static final int RESETS = 2_000;

  private static final int RESET_SECONDS = 10;

  /** Continuations without much in them that one head may have (CVE-2024-27316). As Vert.x has it. */
  private static final int SMALL_CONTINUATIONS = 16;

  private static final int CHUNK_BYTES = 64 * 1024;

  /** To Vert.x, a negative port is a free one that all servers with this number share: here, the instances. */
  private static final int SHARED_FREE_PORT = -8080;

  private final ServerConfig config;
  private final Supplier<Models> models;
  private final HealthHandler health;
  private final OperatorPages pages;
  private final LongSupplier clock;
  private final Limits limits;
  private final PagePool pagePool;
  private final RequestListener listener;
  private final PeerCertificates certificates;
  private HttpServer server;
  private UpstreamClients clients;

  /**
   * A verticle about to be deployed.
   *
   * @param models asked for each request
   * @param pages what operators read on this port
   * @param clock monotonic, in nanoseconds, never negative
   * @param limits shared by all instances
   * @param pagePool for long bodies, shared likewise
   * @param listener is told of each request on its event loop
   * @param certificates hears of each connection to a target
   */
  @SuppressWarnings(
      "NullAway.Init") // server and clients belong to the event loop, which only start() knows.
  public PredictVerticle(
      ServerConfig config,
      Supplier<Models> models,
      HealthHandler health,
      OperatorPages pages,
      LongSupplier clock,
      Limits limits,
      PagePool pagePool,
      RequestListener listener,
      PeerCertificates certificates) {
    this.config = config;
    this.models = models;
    this.health = health;
    this.pages = pages;
    this.clock = clock;
    this.limits = limits;
    this.pagePool = pagePool;
    this.listener = listener;
    this.certificates = certificates;
  }

  @Override
  public Future<?> start() {
    clients = new UpstreamClients(vertx, certificates, pagePool);
    server = GuardedServer.create(vertx, options(config), limits, pagePool)
        // The request on it hears of it too; unheard here, each
        // client that resets would be logged as severe.
        .connectionHandler(connection -> connection.exceptionHandler(cause -> {}))
        .invalidRequestHandler(new InvalidRequest())
        .requestHandler(new PredictHandler(
            context, config, models, clients, health, pages, clock, limits, listener));
    return Future.succeededFuture();
  }

  /** Opens the port. Once started; thread-safe. */
  public Future<Void> listen() {
    int port = config.port() == 0 ? SHARED_FREE_PORT : config.port();
    return onLoop(() -> server.listen(port, config.host())).mapEmpty();
  }

  /** Has this event loop tell how late it is, to its end. Once started; thread-safe. */
  public void measure(LoopLag lag) {
    context.runOnContext(v -> vertx.setPeriodic(LoopLag.PERIOD_MILLIS, id -> lag.tick()));
  }

  /** Completes once this event loop has come to the end of what it was doing. Once started; thread-safe. */
  public Future<Void> turn() {
    return onLoop(Future::succeededFuture);
  }

  /**
   * Connects to targets that are not connected yet, over this event loop's own connections. Once started; thread-safe.
   *
   * @return those that are connected, once all were tried, {@link WarmUp#BOUND} later at the most; never fails
   */
  public Future<Set<UpstreamTarget>> warmUp(List<UpstreamTarget> targets) {
    return onLoop(() -> new WarmUp(vertx, clients, targets).start());
  }

  /**
   * Closes connections that nobody needs any more. Once started; thread-safe.
   *
   * @param used how those are made that stay
   */
  public Future<Void> retain(Set<ConnectionSettings> used) {
    return onLoop(() -> clients.retain(used));
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> task) {
    Promise<T> done = Promise.promise();
    // What the task throws fails the future too.
    context.runOnContext(
        v -> Future.succeededFuture().compose(begun -> task.get()).onComplete(done));
    return done.future();
  }

  /** The port in use, once it is open. */
  public int port() {
    return server.actualPort();
  }

  /** Takes no new connection, lets requests in flight finish within the grace period, then closes the rest. */
  @Override
  public Future<?> stop() {
    long grace = config.shutdownGrace().toMillis();
    return server.shutdown(grace, TimeUnit.MILLISECONDS).eventually(() -> clients.shutdown(0));
  }

  private static HttpServerOptions options(ServerConfig config) {
    return new HttpServerOptions()
        .setMaxHeaderSize(HEADER_BYTES)
        .setMaxInitialLineLength(REQUEST_LINE_BYTES)
        .setMaxChunkSize(CHUNK_BYTES)
        .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(STREAMS))
        .setHttp2RstFloodMaxRstFramePerWindow(RESETS)
        .setHttp2RstFloodWindowDuration(RESET_SECONDS)
        .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
        .setHttp2MaxSmallContinuationFrames(SMALL_CONTINUATIONS)
        .setIdleTimeout(Math.toIntExact(config.idleTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setReuseAddress(true)
        .setStrictThreadMode(true)
        // No WebSockets are spoken. Else each request would pass a handler for them, which refuses
        // the 129th that waits on a connection.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
  }
}
