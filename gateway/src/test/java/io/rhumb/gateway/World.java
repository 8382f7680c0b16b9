package io.rhumb.gateway;

import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.PluginsConfig;
import io.rhumb.gateway.config.ReloadConfig;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.generation.StartConfig;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.process.ProcessLife;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.MetadataStub;
import io.rhumb.gateway.stub.MetadataStubConfig;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.rhumb.gateway.stub.TokenIssuer;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Three strict regions, a metadata server and a gateway in {@code us-central1}, over real sockets in one process. A test changes what
 * it is about and starts the gateway.
 */
public final class World implements AutoCloseable {

  static final String LOCAL = "us-central1";
  static final String NEXT = "us-east4";
  static final String LAST = "europe-west4";
  static final String BODY = "{\"instances\":[[1.0],[2.0],[3.0]]}";

  private static final String PROJECT = "demo-project";
  private static final String PROJECT_NUMBER = "123456789";
  private static final Map<String, String> ENDPOINTS =
      Map.of(LOCAL, "1111", NEXT, "2222", LAST, "3333");

  final Vertx vertx = ProcessLife.newVertx();
  final ThrowawayAuthority authority = ThrowawayAuthority.create();
  final TokenIssuer tokens = new TokenIssuer(InstantSource.system());
  final MetadataStub metadata =
      new MetadataStub(vertx, MetadataStubConfig.of(PROJECT, PROJECT_NUMBER, LOCAL), tokens);
  final Map<String, RegionalStub> regions = new LinkedHashMap<>();
  final WebClient client = WebClient.create(
      vertx,
      new WebClientOptions().setFollowRedirects(false),
      new PoolOptions().setHttp1MaxSize(64));

  private final Path folder;
  private final Path authorityFile;
  private UnaryOperator<ModelConfig> model = UnaryOperator.identity();
  private UnaryOperator<TargetConfig> target = UnaryOperator.identity();
  private UnaryOperator<GatewayConfig> config = UnaryOperator.identity();
  private Duration breakerReset = Duration.ofSeconds(5);
  private boolean http2;
  private PrintStream out = System.out;
  private Gateway gateway;

  private World() {
    try {
      folder = Files.createTempDirectory("rhumb-test-");
      authorityFile = authority.write(folder.resolve("ca.pem"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A world whose regions listen, and whose gateway does not yet. */
  static World create() {
    World world = new World();
    await(world.metadata.start());
    for (String region : List.of(LOCAL, NEXT, LAST)) {
      world.region(
          region, endpoint -> world.authority.issue(endpoint.names()), UnaryOperator.identity());
    }
    return world;
  }

  /** A region with another certificate, or that behaves otherwise. Takes the place of the one that was there. */
  World region(
      String region,
      Function<VertexEndpoint, IssuedCertificate> certificate,
      UnaryOperator<RegionalStubConfig> behaviour) {
    VertexEndpoint endpoint = endpoint(region);
    RegionalStub stub = RegionalStub.create(
        vertx,
        behaviour.apply(RegionalStubConfig.of(endpoint)),
        tokens,
        certificate.apply(endpoint));
    await(stub.start());
    RegionalStub other = regions.put(region, stub);
    if (other != null) {
      await(other.stop());
    }
    return this;
  }

  /** A region as it is in a new world. */
  World usualRegion(String region) {
    return region(region, endpoint -> authority.issue(endpoint.names()), UnaryOperator.identity());
  }

  /**
   * Stops the gateway, heals everything and forgets what was counted and configured: for the next test, which starts another
   * gateway.
   */
  void restore() {
    stopGateway();
    await(metadata.heal());
    for (RegionalStub region : regions.values()) {
      await(region.heal());
      // What the gateway left behind is still being noticed.
      await(region.counters().when(counters -> counters.inFlight() == 0));
      region.counters().reset();
    }
    model = UnaryOperator.identity();
    target = UnaryOperator.identity();
    config = UnaryOperator.identity();
    breakerReset = Duration.ofSeconds(5);
    http2 = false;
    out = System.out;
  }

  World model(UnaryOperator<ModelConfig> change) {
    model = change;
    return this;
  }

  World target(UnaryOperator<TargetConfig> change) {
    target = change;
    return this;
  }

  /** Changes the target of one region only. */
  World target(String region, UnaryOperator<TargetConfig> change) {
    return target(config -> config.region().equals(region) ? change.apply(config) : config);
  }

  World config(UnaryOperator<GatewayConfig> change) {
    config = change;
    return this;
  }

  /** Has targets asked for HTTP/2, whatever else is configured. */
  World http2() {
    http2 = true;
    return this;
  }

  /** Has lines of requests written there. */
  World out(PrintStream other) {
    out = other;
    return this;
  }

  World breakerReset(Duration patience) {
    breakerReset = patience;
    return this;
  }

  /** Starts the gateway and waits until it is ready. */
  World start() {
    startUnready();
    awaitReady();
    return this;
  }

  /** Starts the gateway, which may not be ready. */
  World startUnready() {
    GatewayConfig changed = config.apply(newConfig());
    gateway = await(Gateway.start(
        vertx,
        http2 ? Configs.http2(changed) : changed,
        Optional.empty(),
        breakerReset,
        out,
        router -> {}));
    return this;
  }

  /** Starts a gateway with the configuration of a file, folder or URL, which it looks at again and again; waits until it is ready. */
  World startFrom(String location) {
    StartConfig start = StartConfig.read(vertx, location, UnaryOperator.identity());
    gateway = await(
        Gateway.start(vertx, start.config(), start.reader(), breakerReset, out, router -> {}));
    awaitReady();
    return this;
  }

  /** Stops the gateway, if it runs. */
  void stopGateway() {
    Gateway running = gateway;
    gateway = null;
    if (running != null) {
      await(running.stop());
    }
  }

  static VertexEndpoint endpoint(String region) {
    return new VertexEndpoint(region, PROJECT, PROJECT_NUMBER, ENDPOINTS.get(region));
  }

  Path folder() {
    return folder;
  }

  Path authorityFile() {
    return authorityFile;
  }

  Gateway gateway() {
    return gateway;
  }

  RegionalStub region(String region) {
    return regions.get(region);
  }

  /** Breaks a region, or several. */
  void fault(Fault fault, String... broken) {
    for (String region : broken) {
      await(region(region).fault(fault));
    }
  }

  /** Heals a region. */
  void heal(String region) {
    await(region(region).heal());
  }

  /** Requests that reached a region. */
  long reached(String region) {
    return region(region).counters().requests();
  }

  HttpRequest<Buffer> post(String path) {
    return client
        .post(gateway.port(), "127.0.0.1", path)
        .timeout(30_000)
        .putHeader("content-type", "application/json");
  }

  /** Posts the three instances to the default model. */
  HttpResponse<Buffer> predict() {
    return await(sendPredict());
  }

  /** As {@link #predict}, without waiting. */
  Future<HttpResponse<Buffer>> sendPredict() {
    return post("/predict").sendBuffer(Buffer.buffer(BODY));
  }

  HttpResponse<Buffer> management(String path) {
    return await(client.get(gateway.managementPort(), "127.0.0.1", path).send());
  }

  /** What comes of it, within 20 s. */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception failure) {
      throw new AssertionError(failure.getCause() == null ? failure : failure.getCause());
    }
  }

  @Override
  public void close() {
    stopGateway();
    List<Future<?>> stopping = new ArrayList<>();
    stopping.add(metadata.stop());
    regions.values().forEach(region -> stopping.add(region.stop()));
    await(Future.join(stopping)
        .eventually(() -> vertx.fileSystem().deleteRecursive(folder.toString()))
        .eventually(vertx::close));
  }

  /** The first token is on its way when the ports open: wait for it as a load balancer would. */
  void awaitReady() {
    until("ready", () -> health().statusCode() == 200);
  }

  /** What a load balancer is told. */
  HttpResponse<Buffer> health() {
    return await(client.get(gateway.port(), "127.0.0.1", "/health/ready").send());
  }

  /**
   * Asks again and again, for what nobody tells; with pauses, which leave the machine to those that are asked.
   *
   * @param question something that takes a request to find out
   */
  void until(String what, BooleanSupplier question) {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!question.getAsBoolean()) {
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("not within 20 s: " + what);
      }
      await(vertx.timer(5, TimeUnit.MILLISECONDS));
    }
  }

  private GatewayConfig newConfig() {
    List<TargetConfig> targets =
        regions.keySet().stream().map(this::newTarget).map(target).toList();
    ModelConfig linear = model.apply(new ModelConfig(
        "linear",
        StrategySpec.of("local-first"),
        Map.of(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        3,
        false,
        targets));
    return new GatewayConfig(
        Optional.of(LOCAL),
        "127.0.0.1:" + metadata.port(),
        new ServerConfig(
            "127.0.0.1",
            0,
            2,
            10 << 20,
            32 << 20,
            Duration.ofMinutes(11),
            Duration.ofSeconds(2),
            Bounds.of(1_000, 256 << 20)),
        new ManagementConfig("127.0.0.1", 0),
        new UpstreamConfig(Duration.ofMillis(1_500), 64, Duration.ofSeconds(50)),
        new PluginsConfig(Path.of("plugins"), Duration.ZERO),
        new ReloadConfig(Duration.ZERO),
        Map.of("linear", linear),
        "linear");
  }

  private TrustConfig authorityTrust() {
    try {
      return TrustConfig.PemTrust.read(authorityFile);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private TargetConfig newTarget(String region) {
    VertexEndpoint endpoint = endpoint(region);
    return new TargetConfig(
        region,
        region,
        "127.0.0.1",
        regions.get(region).port(),
        true,
        endpoint.pscName(),
        new Resource.Endpoint(endpoint.project(), region, endpoint.endpoint()),
        authorityTrust(),
        new CredentialConfig.ApplicationDefault());
  }
}
