package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code rhumb load} that is told to end. */
class LoadCommandIT {

  private static final int ENOUGH = 20;

  private final AtomicInteger requests = new AtomicInteger();
  private final CompletableFuture<Void> many = new CompletableFuture<>();
  private HttpServer server;
  private volatile int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", exchange -> {
      exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
      if (requests.incrementAndGet() == ENOUGH) {
        many.complete(null);
      }
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
      Await.await(many, load::toString);
      signal.accept(load);
      return load.awaitEnd();
    }
  }
}
