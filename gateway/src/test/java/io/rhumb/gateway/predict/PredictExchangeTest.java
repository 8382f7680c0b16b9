package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.rhumb.engine.Admission;
import io.rhumb.engine.Budget;
import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.gateway.config.CredentialConfig.NoCredential;
import io.rhumb.gateway.config.ResidencyConfig;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.config.StreamConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.credential.Credential;
import io.rhumb.gateway.credential.CredentialHeaders;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import io.rhumb.gateway.telemetry.Histograms;
import io.rhumb.gateway.telemetry.ModelMetrics;
import io.rhumb.gateway.telemetry.RequestListener;
import io.rhumb.gateway.upstream.PeerCertificates;
import io.rhumb.gateway.upstream.UpstreamClients;
import io.rhumb.gateway.upstream.UpstreamTarget;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.Step;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that come to an end which nobody plans for, and what is counted of them then. */
final class PredictExchangeTest {

  private static final String FIRST = "us-central1";
  private static final String SECOND = "us-east4";

  /** Nobody listens there: tcpmux, which nothing speaks any more. */
  private static final int NOBODY = 1;

  /** More than sockets take that nobody reads from. */
  private static final Buffer LONG = Buffer.buffer(new byte[12 << 20]);

  private final TargetSet targets = new TargetSet(List.of(target(FIRST), target(SECOND)));
  private final Running running = new Running();
  private final Planner planner = new Planner(
      (request, seen) -> RoutePlan.of(Step.immediately(FIRST, ""), Step.onFailure(SECOND, "")),
      System::nanoTime,
      Planner.FaultListener.NONE);
  private volatile Handler<HttpServerResponse> answer = response -> response.end("{}");
  private final PagePool pagePool = new PagePool(64 << 20);
  private Limits limits;
  private Vertx vertx;
  private int region;
  private int gateway;
  /** Held here, since a client that nobody holds is closed. */
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    region = await(vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(body -> answer.handle(request.response())))
            .listen(0, "127.0.0.1"))
        .actualPort();
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void callThatThrows_isServedElsewhere() throws Exception {
    startGateway(
        upstream(FIRST, region, new Defective()),
        upstream(SECOND, region, new SampleModels.Anonymous()));

    HttpClientResponse head = await(ask(new HttpClientOptions()));

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.getHeader("x-rhumb-target")).isEqualTo(SECOND);
    assertThat(head.getHeader("x-rhumb-attempts"))
        .contains(FIRST + ";kind=primary;outcome=not-made;")
        .contains(SECOND + ";kind=failover;outcome=success;");
    assertNothingRuns();
  }

  @Test
  void failoverThatThrows_isAnswered() throws Exception {
    startGateway(
        upstream(FIRST, NOBODY, new SampleModels.Anonymous()),
        upstream(SECOND, region, new Defective()));

    HttpClientResponse head = await(ask(new HttpClientOptions()));

    assertThat(head.statusCode()).isEqualTo(503);
    assertThat(head.getHeader("x-rhumb-attempts"))
        .contains(FIRST + ";kind=primary;outcome=unreachable;")
        .contains(SECOND + ";kind=failover;outcome=not-made;");
    assertNothingRuns();
  }

  /** The client is gone while the head is being written, as where that finds no direct memory. */
  @Test
  void streamWhoseHeadCannotBeWritten_endsOnce() throws Exception {
    answer = response ->
        response.setChunked(true).putHeader("content-type", "text/event-stream").write("data:\n\n");
    startGateway(
        upstream(FIRST, region, new SampleModels.Anonymous()),
        upstream(SECOND, region, new SampleModels.Anonymous()));
    assertThatNoAnswerComes(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    // Its stall is told after that of the stream before it would be.
    assertThatNoAnswerComes(new HttpClientOptions());

    assertNothingRuns();
  }

  @Test
  void longBodies_leaveTheirPagesToOthers() throws Exception {
    answer = response -> response.end(LONG);
    startGateway(
        upstream(FIRST, region, new SampleModels.Anonymous()),
        upstream(SECOND, region, new SampleModels.Anonymous()));

    assertThat(await(ask(new HttpClientOptions(), LONG)).statusCode()).isEqualTo(200);

    until(() -> limits.bufferedBytes() == 0);
    assertThat(pagePool.idleBytes())
        .isEqualTo(pagePool.bytes())
        .isGreaterThanOrEqualTo(LONG.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"stream", "failure"})
  void longRequest_leavesItsPagesToOthers_howeverItIsAnswered(String way) throws Exception {
    answer = way.equals("stream")
        ? response -> response
            .setChunked(true)
            .putHeader("content-type", "text/event-stream")
            .end("data:\n\n")
        : response -> response.setStatusCode(503).end();
    startGateway(
        upstream(FIRST, region, new SampleModels.Anonymous()),
        upstream(SECOND, region, new SampleModels.Anonymous()));

    assertThat(await(ask(new HttpClientOptions(), LONG)).statusCode())
        .isEqualTo(way.equals("stream") ? 200 : 503);

    until(() -> limits.bufferedBytes() == 0);
    assertThat(pagePool.idleBytes())
        .isEqualTo(pagePool.bytes())
        .isGreaterThanOrEqualTo(LONG.length());
  }

  /** Its answer is out, and somebody below may still read the request. */
  @Test
  void requestThatIsNotOut_keepsItsPages() throws Exception {
    HttpServer hasty = await(vertx
        .createHttpServer(new HttpServerOptions().setReceiveBufferSize(64 * 1024))
        .requestHandler(request -> {
          request.pause();
          request.response().end("early");
        })
        .listen(0, "127.0.0.1"));
    startGateway(
        upstream(FIRST, hasty.actualPort(), new SampleModels.Anonymous()),
        upstream(SECOND, region, new SampleModels.Anonymous()));

    assertThat(await(ask(new HttpClientOptions(), LONG)).statusCode()).isEqualTo(200);

    until(() -> limits.bufferedBytes() == 0);
    assertThat(pagePool.idleBytes()).isZero();
    assertThat(pagePool.bytes()).isGreaterThanOrEqualTo(LONG.length());
  }

  private void until(BooleanSupplier condition) throws Exception {
    Promise<Void> holds = Promise.promise();
    vertx.runOnContext(v -> vertx.setPeriodic(1, id -> {
      if (condition.getAsBoolean()) {
        vertx.cancelTimer(id);
        holds.tryComplete();
      }
    }));
    await(holds.future());
  }

  private void assertThatNoAnswerComes(HttpClientOptions options) {
    assertThat(ask(options).toCompletionStage().toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10));
  }

  private void assertNothingRuns() {
    assertThat(running.idle()).isTrue();
    assertThat(planner.idle()).isTrue();
    assertThat(targets.get(0).inFlight()).isZero();
    assertThat(targets.get(1).inFlight()).isZero();
  }

  /** Completes once the answer is whole. */
  private Future<HttpClientResponse> ask(HttpClientOptions options) {
    return ask(options, Buffer.buffer("{}"));
  }

  private Future<HttpClientResponse> ask(HttpClientOptions options, Buffer asked) {
    client = vertx.createHttpClient(options);
    return client
        .request(HttpMethod.POST, gateway, "127.0.0.1", "/predict")
        .compose(request -> request.send(asked))
        .compose(head -> head.body().map(body -> head));
  }

  private void startGateway(UpstreamTarget first, UpstreamTarget second) throws Exception {
    Models models = new Models(List.of(model(first, second)), "linear");
    ServerConfig config = new ServerConfig(
        "127.0.0.1",
        0,
        1,
        2 * LONG.length(),
        2 * LONG.length(),
        Duration.ofMinutes(1),
        Duration.ZERO,
        Bounds.of(10, 4 * LONG.length()));
    limits = new Limits(config.limits());
    Context context = vertx.getOrCreateContext();
    Promise<HttpServer> started = Promise.promise();
    context.runOnContext(v -> GuardedServer.create(vertx, new HttpServerOptions(), limits, pagePool)
        .connectionHandler(PredictExchangeTest::takeNoHeads)
        .requestHandler(new PredictHandler(
            context,
            config,
            () -> models,
            new UpstreamClients(vertx, new PeerCertificates(), pagePool),
            new HealthHandler(Optional::empty),
            OperatorPages.NONE,
            System::nanoTime,
            limits,
            RequestListener.NONE))
        .listen(0, "127.0.0.1")
        .onComplete(started));
    gateway = await(started.future()).actualPort();
  }

  /** Has every head be too long that is to be written over HTTP/2. */
  private static void takeNoHeads(HttpConnection connection) {
    if (((HttpServerConnection) connection).channelHandlerContext().handler()
        instanceof Http2ConnectionHandler http2) {
      try {
        http2.encoder().configuration().headersConfiguration().maxHeaderListSize(1);
      } catch (Http2Exception impossible) {
        throw new AssertionError(impossible);
      }
    }
  }

  private Model model(UpstreamTarget first, UpstreamTarget second) {
    return new Model(
        "linear",
        new StrategySlot(ModelStrategies.of(planner)),
        targets,
        List.of(first, second),
        new DispatchPolicy(5_000_000_000L, false, 5_000_000_000L, 2),
        new Budget(BudgetPolicy.DEFAULT, 0),
        new ModelMetrics(new SimpleMeterRegistry(), new Histograms(), "linear"),
        new ModelFence(targets, ResidencyConfig.NONE),
        running,
        new StreamConfig(Duration.ofMillis(300), 0));
  }

  private static Target target(String id) {
    return new Target(id, id, id.equals(FIRST), Admission.ALWAYS, System::nanoTime, new Random(1));
  }

  private static UpstreamTarget upstream(String id, int port, Credential credential) {
    return new UpstreamTarget(
        new TargetConfig(
            id,
            id,
            "127.0.0.1",
            port,
            false,
            "x.test",
            new Resource.UrlPath("/"),
            new SystemTrust(),
            new NoCredential()),
        new UpstreamConfig(Duration.ofSeconds(5), 1, Duration.ofMinutes(1)),
        credential,
        false);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static final class Defective implements Credential {
    @Override
    public CredentialHeaders current() {
      throw new IllegalStateException("a defect, for a test");
    }

    @Override
    public Future<CredentialHeaders> refresh(@Nullable CredentialHeaders refused) {
      throw new IllegalStateException("a defect, for a test");
    }
  }
}
