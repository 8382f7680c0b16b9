package io.rhumb.gateway.packaged;

import io.rhumb.gateway.stub.VertexEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Three regions as processes, and what a gateway needs to know of them, in one folder. */
final class Regions implements AutoCloseable {

  static final String LOCAL = "us-central1";
  static final String NEXT = "us-east4";
  static final String LAST = "europe-west4";

  private static final String TOKEN = "a-token-of-the-test";

  private final Path folder;
  private final Authority authority;
  private final Map<String, StubProcess> stubs = new LinkedHashMap<>();

  private Regions(Path folder) throws IOException {
    this.folder = folder;
    this.authority = new Authority(folder, "ca.pem");
  }

  /**
   * Starts them and waits until they serve.
   *
   * @param folder where certificates, token and configuration go
   * @param options what each {@code rhumb stub} is told besides
   */
  static Regions start(Path folder, String... options) throws IOException {
    Regions regions = new Regions(folder);
    Files.writeString(folder.resolve("token"), TOKEN);
    try {
      regions.add(LOCAL, "1111", options);
      regions.add(NEXT, "2222", options);
      regions.add(LAST, "3333", options);
      regions.stubs.values().forEach(StubProcess::awaitStart);
      return regions;
    } catch (Error | RuntimeException | IOException failure) {
      regions.close();
      throw failure;
    }
  }

  StubProcess of(String region) {
    return stubs.get(region);
  }

  List<StubProcess> all() {
    return List.copyOf(stubs.values());
  }

  /**
   * Writes a gateway's configuration.
   *
   * @param server further keys of the section {@code server}, each after a comma; may be empty
   */
  Path config(String server) throws IOException {
    String targets = stubs.values().stream().map(Regions::target).collect(Collectors.joining());
    return Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        local-region: us-central1
        server: {host: 127.0.0.1, port: 0%s}
        management: {host: 127.0.0.1, port: 0}
        upstream: {connect-timeout: 5s}
        project: demo-project
        project-number: "123456789"
        trust: {pem: ca.pem}
        credential: {token-file: token}
        models:
          linear:
            timeout: 25s
            attempt-timeout: 20s
            targets:
        %s"""
            .formatted(server, targets));
  }

  @Override
  public void close() {
    stubs.values().forEach(StubProcess::close);
  }

  private static String target(StubProcess stub) {
    return "      - {region: %s, kind: psc, address: %s, port: %d, endpoint: \"%s\"}%n"
        .formatted(
            stub.endpoint().region(), stub.host(), stub.port(), stub.endpoint().endpoint());
  }

  private void add(String region, String endpoint, String... options) throws IOException {
    VertexEndpoint named =
        new VertexEndpoint(region, StubProcess.PROJECT, StubProcess.PROJECT_NUMBER, endpoint);
    List<String> all = new ArrayList<>(List.of("--token", TOKEN));
    all.addAll(authority.certificate(region, named.names()));
    all.addAll(List.of(options));
    stubs.put(region, new StubProcess(region, endpoint, "127.0.0.1", FreePort.next(), all).start());
  }
}
