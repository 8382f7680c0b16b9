package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rhumb.gateway.Secrets;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway that is no terminal's writes, to whom, and what not. */
@Tag("alone")
class LogsIT {

  /** A kilobyte each, and a pipe holds 64 of them. */
  private static final int MORE_THAN_A_PIPE_HOLDS = 400;

  @TempDir
  private Path folder;

  private HttpServer target;

  @BeforeEach
  void serve() throws IOException {
    target = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    target.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      byte[] answer = "{\"predictions\":[1.0]}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("content-type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    target.start();
  }

  @AfterEach
  void stop() {
    target.stop(0);
  }

  /** The first target is not there, the second is. */
  private Path config(int port, int managementPort) throws IOException {
    return Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        local-region: here
        server: {host: 127.0.0.1, port: %d}
        management: {host: 127.0.0.1, port: %d}
        project: my-project
        logs: {requests: all, max-per-second: 100000}
        models:
          linear:
            targets:
              - {region: here, kind: url, url: "http://127.0.0.1:9", credential: none}
              - {region: there, kind: url, url: "http://127.0.0.1:%d", credential: none}
        """
            .formatted(port, managementPort, target.getAddress().getPort()));
  }

  @Test
  void everyLine_isJsonWithASeverity_andNoneHasASecret() throws IOException {
    List<byte[]> requests = Secrets.requests();
    Ended ended;
    try (GatewayProcess gateway = GatewayProcess.start(config(0, 0))) {
      Http.readyUntil200(gateway.port());
      for (byte[] request : requests) {
        send(gateway.port(), request);
      }
      gateway.process().terminate();
      ended = gateway.process().awaitEnd();
    }
    assertThat(ended.exitCode()).isZero();
    List<JsonObject> lines = new ArrayList<>();
    // The first says where it listens.
    ended.out().stream().skip(1).map(JsonObject::new).forEach(lines::add);
    assertThat(lines).hasSize(requests.size());
    assertThat(lines.stream().map(line -> line.getString("outcome")))
        .contains("answered", "refused");
    assertThat(lines.stream().map(line -> line.getString("severity"))).contains("INFO", "WARNING");
    assertThat(ended.err()).isNotEmpty();
    ended.err().stream().map(JsonObject::new).forEach(lines::add);
    assertThat(lines).allMatch(line -> line.getString("severity").matches("[A-Z]+"));
    assertThat(ended.outText() + ended.errText()).doesNotContainIgnoringCase(Secrets.MARK);
  }

  private static void send(int port, byte[] request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 ");
    }
  }

  /** A shell that holds both ends of the pipe becomes the gateway, which does not know that it could read there. */
  @Test
  void pipeThatNobodyReads_delaysNoRequest_norTheEnd() throws IOException {
    int port = FreePort.next();
    Path config = config(port, FreePort.next());
    String java =
        String.join(" ", Rhumb.jar("gateway", "--config", config.toString()).command());
    Path pipe = folder.resolve("pipe");
    Running gateway = Rhumb.shell(
            "mkfifo " + pipe + " && exec 3<>" + pipe + " && exec " + java + " > " + pipe)
        .start();
    try (gateway) {
      awaitReady(port, gateway);
      for (int i = 0; i < MORE_THAN_A_PIPE_HOLDS; i++) {
        assertThat(Http.predict(port).statusCode()).isEqualTo(200);
      }
      long asked = System.nanoTime();
      gateway.terminate();
      assertThat(gateway.awaitEnd().exitCode()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(9));
    }
  }

  /** It cannot say when its ports are open. */
  private static void awaitReady(int port, Running gateway) {
    gateway.awaitErr("local region: here");
    Http.readyUntil200(port);
  }
}
