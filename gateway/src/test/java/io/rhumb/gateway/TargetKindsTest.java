package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.generation.StartConfig;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each kind of Vertex AI endpoint is sent, from the file to the wire: the name is the kind's own, only the address is ours. */
class TargetKindsTest extends EndToEnd {

  private static final VertexEndpoint ENDPOINT = World.endpoint(LOCAL);

  /** The kinds, as written, with the names that Google gives to their servers. */
  enum Kind {
    PSC("psc", "1111-us-central1-123456789.prediction.p.vertexai.goog"),
    PUBLIC("public", "us-central1-aiplatform.googleapis.com"),
    DEDICATED("dedicated", "1111.us-central1-123456789.prediction.vertexai.goog");

    private final String word;
    private final String serverName;

    Kind(String word, String serverName) {
      this.word = word;
      this.serverName = serverName;
    }
  }

  /** What arrived, and who was asked for in the handshake. */
  private record Seen(String sni, String host, String line, String authorization) {}

  private final Queue<Seen> seen = new ConcurrentLinkedQueue<>();

  @AfterEach
  void usualCertificate() {
    world.usualRegion(LOCAL);
  }

  @ParameterizedTest
  @EnumSource
  void endpointThatHasThisNameOnly_predicts(Kind kind) {
    world.region(
        LOCAL,
        endpoint -> world.authority.issue(List.of(kind.serverName)),
        UnaryOperator.identity());
    start(kind, world.region(LOCAL).port());
    assertServedLocally(world.predict());
    assertReached(1, 0, 0);
  }

  @ParameterizedTest
  @EnumSource
  void serverName_isSniAndHost_andThePathIsTheResource(Kind kind) {
    HttpServer server = recorder(kind.serverName);
    start(kind, server.actualPort());
    HttpResponse<Buffer> answer = world.predict();
    assertThat(answer.statusCode()).as(answer.bodyAsString()).isEqualTo(200);
    assertThat(seen).hasSize(1);
    assertThat(seen.element().sni()).isEqualTo(kind.serverName);
    assertThat(seen.element().host()).isEqualTo(kind.serverName + ":" + server.actualPort());
    assertThat(seen.element().line())
        .isEqualTo("POST /v1/projects/demo-project/locations/us-central1/endpoints/1111:predict");
    assertThat(seen.element().authorization()).startsWith("Bearer ");
    World.await(server.close());
  }

  private HttpServer recorder(String name) {
    HttpServerOptions options = new HttpServerOptions()
        .setSsl(true)
        .setSni(true)
        .setUseAlpn(overHttp2())
        .setKeyCertOptions(world.authority.issue(List.of(name)).keyCertOptions());
    return World.await(
        world.vertx.createHttpServer(options).requestHandler(this::record).listen(0, "127.0.0.1"));
  }

  private void record(HttpServerRequest request) {
    seen.add(new Seen(
        request.connection().indicatedServerName(),
        request.authority().toString(),
        request.method() + " " + request.uri(),
        request.getHeader("authorization")));
    request.response().end("{}");
  }

  private static void start(Kind kind, int port) {
    world.config(usual -> config(kind, port)).start();
  }

  private static GatewayConfig config(Kind kind, int port) {
    try {
      Path file = world.folder().resolve("kinds.yaml");
      Files.writeString(file, yaml(kind, port));
      return StartConfig.read(world.vertx, file.toString(), UnaryOperator.identity())
          .config();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String yaml(Kind kind, int port) {
    return """
        local-region: us-central1
        metadata-host: 127.0.0.1:%d
        server: {host: 127.0.0.1, port: 0}
        management: {host: 127.0.0.1, port: 0}
        project: %s
        project-number: "%s"
        trust: {pem: %s}
        models:
          linear:
            targets:
              - {region: %s, kind: %s, endpoint: "%s", address: 127.0.0.1, port: %d}
        """
        .formatted(
            world.metadata.port(),
            ENDPOINT.project(),
            ENDPOINT.projectNumber(),
            world.authorityFile(),
            ENDPOINT.region(),
            kind.word,
            ENDPOINT.endpoint(),
            port);
  }
}
