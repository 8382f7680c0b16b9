package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How {@code rhumb gateway} starts, and says why it does not. */
class GatewayCommandIT {

  @TempDir
  private Path folder;

  private Path config;

  @BeforeEach
  void write() throws IOException {
    config = config("{host: 127.0.0.1, port: 0}");
  }

  @Test
  void severalProblems_areAllPrinted() throws IOException {
    Files.writeString(
        config,
        """
        local-region: us-central1
        sever: {}
        server: {port: 99999}
        models:
          m:
            timeout: 5
            targets:
              - {region: us-central1, kind: url, url: "ftp://x", credential: none}
        """);
    Ended ended = gateway().run();
    assertThat(ended.err())
        .anyMatch(line -> line.startsWith(config + ":2: sever: ") && line.contains("server"))
        .anyMatch(line -> line.startsWith(config + ":3: server.port: 99999 (expected: "))
        .anyMatch(line -> line.startsWith(config + ":6: models.m.timeout: 5 (expected: "))
        .anyMatch(
            line -> line.startsWith(config + ":8: models.m.targets") && line.contains("ftp://x"))
        .hasSize(4);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void unknownStrategy_isNamedWithThoseThatExist() throws IOException {
    Files.writeString(config, Files.readString(config).replace("local-first", "local-frist"));
    Ended ended = gateway().run();
    assertThat(ended.err()).singleElement().asString().contains("local-frist", "local-first");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void unknownTlsEngine_isNamedWithThoseThatExist() {
    Ended ended = gateway().with("RHUMB_TLS", "openssl").run();
    assertThat(ended.err())
        .containsExactly("rhumb: RHUMB_TLS: openssl (expected: one of jdk, boringssl)");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  /** Netty's own switch makes it as it is where the library cannot be loaded. */
  @Test
  void withoutBoringssl_itIsTheJdk_orRefusedIfItIsNamed() {
    Rhumb without = gateway().with("JDK_JAVA_OPTIONS", "-Dio.netty.handler.ssl.noOpenSsl=true");
    try (Running running = without.start()) {
      assertThat(running.awaitErr("; TLS: (\\w+)").group(1)).isEqualTo("jdk");
    }
    Ended ended = without.with("RHUMB_TLS", "boringssl").run();
    assertThat(ended.err())
        .anyMatch(line -> line.startsWith("rhumb: RHUMB_TLS: boringssl is not to be had here: ")
            && line.endsWith(" (expected: jdk)"));
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void missingFile_isOneLine() {
    Ended ended = Rhumb.jar("gateway", "--config", "no-such.yaml").run();
    assertThat(ended.err()).containsExactly("no-such.yaml: no such file");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void noConfiguration_saysHowToGiveOne() {
    Ended ended = Rhumb.jar("gateway").run();
    assertThat(ended.err())
        .singleElement()
        .asString()
        .contains("--config FILE", "VERTEX_PROJECT_ID", "PRIMARY_IP", "BACKUP_ID");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"--port, --management-port, server.port", "--management-port, --port, management.port"
  })
  void takenPort_isOneLine(String option, String other, String key) throws IOException {
    try (ServerSocket taken = FreePort.taken()) {
      String port = Integer.toString(taken.getLocalPort());
      Ended ended = gateway(option, port, other, "0").run();
      assertThat(ended.err())
          .containsExactly("rhumb: " + key + ": " + port + " is taken (expected: a free port)");
      assertThat(ended.exitCode()).isEqualTo(2);
    }
  }

  @Test
  void addressOfAnotherMachine_isOneLine() throws IOException {
    // 192.0.2.0/24 is nobody's (RFC 5737).
    config = config("{host: 192.0.2.1, port: 8080}");
    Ended ended = gateway().run();
    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith("rhumb: server: 192.0.2.1:8080 (expected: ")
        .doesNotContain("taken");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void portFromTheEnvironment_winsOverTheFile() {
    int port = FreePort.next();
    Rhumb started = gateway().with("PORT", Integer.toString(port));
    try (GatewayProcess gateway = GatewayProcess.await(started.start())) {
      assertThat(gateway.port()).isEqualTo(port);
      assertThat(Http.get(port, "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void portFromTheEnvironment_thatIsNone_isOneLine() {
    Ended ended = gateway().with("PORT", "http").run();
    assertThat(ended.err()).singleElement().asString().contains("PORT: http (expected: ");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void fileFromTheEnvironment_isServed() {
    Rhumb started = Rhumb.jar("gateway").with("RHUMB_CONFIG", config.toString());
    try (GatewayProcess gateway = GatewayProcess.await(started.start())) {
      assertThat(Http.get(gateway.port(), "/health/live").statusCode()).isEqualTo(200);
      assertThat(Http.get(gateway.managementPort(), "/targets").body()).contains("us-central1");
    }
  }

  private Rhumb gateway(String... options) {
    String[] arguments = new String[options.length + 3];
    arguments[0] = "gateway";
    arguments[1] = "--config";
    arguments[2] = config.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    return Rhumb.jar(arguments);
  }

  private Path config(String server) throws IOException {
    return Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        local-region: us-central1
        server: %s
        management: {host: 127.0.0.1, port: 0}
        models:
          m:
            strategy: local-first
            targets:
              - {region: us-central1, kind: url, url: "http://127.0.0.1:9", credential: none}
        """
            .formatted(server));
  }
}
