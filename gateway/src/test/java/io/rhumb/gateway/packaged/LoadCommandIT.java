package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code rhumb load} that is told to end. */
class LoadCommandIT {

  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
  /** Who asks once more over a connection has read what was answered before. */
  private final CompletableFuture<Void> answered = new CompletableFuture<>();

  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", exchange -> {
      if (!connections.add(exchange.getRemoteAddress())) {
        answered.complete(null);
      }
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    });
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void ctrlC_endsItEarly_withTheFiguresSoFar() {
    Ended ended = endedBy(Running::interrupt);
    assertThat(ended.exitCode()).as(ended.errText()).isZero();
    assertThat(ended.outText())
        .contains(" of 600 s\n", "until the whole answer (2xx)")
        .containsPattern("\n200 +\\d+ ");
  }

  @Test
  void sigterm_afterAnswersThatWereNotGood_isCode1() {
    status = 500;
    Ended ended = endedBy(Running::terminate);
    assertThat(ended.exitCode()).as(ended.errText()).isEqualTo(1);
    assertThat(ended.outText()).contains(" of 600 s\n").containsPattern("\n500 +\\d+ ");
  }

  private Ended endedBy(Consumer<Running> signal) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    try (Running load = Rhumb.jar(
            "load", "--rate", "50", "--duration", "10m", "--warm-up", "0s", url)
        .heedingInterrupts()
        .start()) {
      Await.await(answered, load::toString);
      signal.accept(load);
      return load.awaitEnd();
    }
  }
}
