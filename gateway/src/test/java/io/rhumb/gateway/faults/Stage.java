package io.rhumb.gateway.faults;

import io.rhumb.gateway.packaged.Await;
import io.rhumb.gateway.packaged.GatewayProcess;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.rhumb.gateway.stub.TokenIssuer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** What all rows share: event loops for the stand-ins, an authority, a token, a folder. Thread-safe. */
final class Stage implements AutoCloseable {

  /** How every gateway here authenticates itself unless its row says otherwise. */
  static final String TOKEN_FILE = "credential: {token-file: token}\n";

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String TOKEN = "a-token-of-the-test";

  final Vertx vertx = Vertx.vertx();
  final ThrowawayAuthority authority = ThrowawayAuthority.create();
  final TokenIssuer tokens = new TokenIssuer(InstantSource.system());

  private final Path folder;
  private final List<AutoCloseable> opened = new CopyOnWriteArrayList<>();

  private Stage(Path folder) {
    this.folder = folder;
  }

  static Stage open(Path folder) throws IOException {
    Stage stage = new Stage(folder);
    stage.authority.write(folder.resolve("ca.pem"));
    Files.writeString(folder.resolve("token"), TOKEN);
    stage.tokens.add(TOKEN);
    return stage;
  }

  /** A region that listens. */
  RegionalStub start(RegionalStub stub) {
    await(stub.start());
    return stub;
  }

  RegionalStub region(RegionalStubConfig config) {
    return start(RegionalStub.create(vertx, config, tokens, authority));
  }

  /** Closes it with everything else. */
  <T extends AutoCloseable> T keep(T thing) {
    opened.add(thing);
    return thing;
  }

  /**
   * Starts a gateway and waits until it is ready, which it says once it has tried to connect to every target. Closed with the stage,
   * or before.
   *
   * @param sites what it serves
   */
  GatewayProcess gateway(List<Site> sites) throws IOException {
    String models = sites.stream().map(Site::yaml).collect(Collectors.joining());
    Path file = config(sites.get(0));
    Files.writeString(
        file,
        """
        local-region: us-central1
        default-model: %s
        server: {host: 127.0.0.1, port: 0, shutdown-grace: 8s%s}
        management: {host: 127.0.0.1, port: 0}
        upstream: {keep-alive: 10m}
        project: demo-project
        project-number: "123456789"
        trust: {pem: ca.pem}
        reload: {scan: 200ms}
        %s%smodels:
        %s"""
            .formatted(
                sites.get(0).model(),
                sites.get(0).server(),
                sites.get(0).credential(),
                sites.get(0).settings(),
                models));
    GatewayProcess gateway = keep(GatewayProcess.start(file, sites.get(0).jvm()));
    awaitReady(gateway);
    return gateway;
  }

  /** The configuration of a gateway that serves this site first. */
  Path config(Site first) {
    return folder.resolve(first.model() + ".yaml");
  }

  static String get(int port, String path) {
    return Await.await(HTTP.sendAsync(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build(),
            HttpResponse.BodyHandlers.ofString()))
        .body();
  }

  static <T> T await(Future<T> future) {
    return Await.await(future.toCompletionStage());
  }

  private static void awaitReady(GatewayProcess gateway) {
    long giveUp = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!get(gateway.port(), "/health/ready").contains("UP")) {
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("not ready\n" + gateway.process());
      }
    }
  }

  @Override
  public void close() throws Exception {
    for (AutoCloseable thing : opened) {
      thing.close();
    }
    await(vertx.close());
  }
}
