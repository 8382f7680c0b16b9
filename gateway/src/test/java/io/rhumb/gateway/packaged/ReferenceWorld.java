package io.rhumb.gateway.packaged;

import io.rhumb.gateway.stub.MetadataStub;
import io.rhumb.gateway.stub.MetadataStubConfig;
import io.rhumb.gateway.stub.TokenIssuer;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Where the reference service runs: two endpoints behind Private Service Connect, each at an address of its own and
 * at port 443; a metadata server; and an environment that is the whole configuration.
 */
final class ReferenceWorld implements AutoCloseable {

  static final String PRIMARY = "us-central1";
  static final String BACKUP = "us-east4";
  static final String PRIMARY_ADDRESS = "127.0.0.2";
  static final String BACKUP_ADDRESS = "127.0.0.3";

  private final Vertx vertx = Vertx.vertx();
  private final MetadataStub metadata = new MetadataStub(
      vertx,
      MetadataStubConfig.of(StubProcess.PROJECT, StubProcess.PROJECT_NUMBER, PRIMARY),
      new TokenIssuer(InstantSource.system()));
  private final Path folder;
  private final Authority authority;
  private final List<StubProcess> stubs = new ArrayList<>();

  private ReferenceWorld(Path folder) throws IOException {
    this.folder = folder;
    this.authority = new Authority(folder, "ca.pem");
  }

  static ReferenceWorld start() throws IOException {
    ReferenceWorld world = new ReferenceWorld(Files.createTempDirectory("rhumb-reference-"));
    try {
      Await.await(world.metadata.start().toCompletionStage());
      String token = world.token();
      world.add(PRIMARY, "1111", PRIMARY_ADDRESS, token);
      world.add(BACKUP, "2222", BACKUP_ADDRESS, token);
      world.stubs.forEach(StubProcess::awaitStart);
      return world;
    } catch (Error | RuntimeException | IOException failure) {
      world.close();
      throw failure;
    }
  }

  /** A gateway with the environment of the reference service, on a free port. */
  Rhumb gateway() {
    return Rhumb.jar("gateway", "--management-port", "0")
        .with("PORT", Integer.toString(FreePort.next()))
        .with("VERTEX_PROJECT_ID", StubProcess.PROJECT_NUMBER)
        .with("PRIMARY_IP", PRIMARY_ADDRESS)
        .with("PRIMARY_REGION", PRIMARY)
        .with("PRIMARY_ID", "1111")
        .with("BACKUP_IP", BACKUP_ADDRESS)
        .with("BACKUP_REGION", BACKUP)
        .with("BACKUP_ID", "2222")
        .with("GCE_METADATA_HOST", "127.0.0.1:" + metadata.port());
  }

  /** The certificate of the authority that signed what the endpoints show. */
  Path pem() {
    return authority.pem();
  }

  /** The certificate of an authority that signed nothing. */
  Path strangersPem() throws IOException {
    return new Authority(folder, "stranger.pem").pem();
  }

  void killPrimary() {
    stubs.get(0).kill();
  }

  @Override
  public void close() {
    stubs.forEach(StubProcess::close);
    Await.await(vertx.close().toCompletionStage());
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void add(String region, String endpoint, String address, String token)
      throws IOException {
    VertexEndpoint named =
        new VertexEndpoint(region, StubProcess.PROJECT, StubProcess.PROJECT_NUMBER, endpoint);
    List<String> options = new ArrayList<>(authority.certificate(region, named.names()));
    options.addAll(List.of("--token", token));
    stubs.add(new StubProcess(region, endpoint, address, LowPorts.PORT, options).start());
  }

  /** The token that everybody gets who asks within the next hour. */
  private String token() {
    Http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metadata.port()
            + "/computeMetadata/v1/instance/service-accounts/default/token"))
        .header("Metadata-Flavor", "Google"));
    return Objects.requireNonNull(metadata.currentToken()).value();
  }
}
