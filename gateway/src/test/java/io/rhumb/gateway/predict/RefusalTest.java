package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusalTest {

  private static final GatewayError ERROR = GatewayError.notFound("no");

  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server = vertx.createHttpServer().requestHandler(request -> Refusal.send(request, ERROR));
    server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-nothing: said", "content-length: 0"})
  void requestWithoutBody_leavesTheConnectionOpen(String header) throws Exception {
    try (RawClient client = new RawClient(server.actualPort())) {
      for (int i = 0; i < 2; i++) {
        client.write("GET / HTTP/1.1\r\nhost: a\r\n" + header + "\r\n\r\n");
        assertThat(client.readUntil("}}"))
            .startsWith("HTTP/1.1 404")
            .doesNotContainIgnoringCase("connection: close");
      }
    }
  }

  @Test
  void unreadBody_endsTheConnectionWithTheRequest() throws Exception {
    try (RawClient client = new RawClient(server.actualPort())) {
      client.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n");
      String answer = client.readUntil("}}");
      client.write("0123456789");

      assertThat(answer).startsWith("HTTP/1.1 404").containsIgnoringCase("connection: close");
      assertThat(client.readToEnd()).isEmpty();
    }
  }

  @Test
  void secondRequestBehindAnUnreadBody_isNotAnswered() throws Exception {
    try (RawClient client = new RawClient(server.actualPort())) {
      client.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\n\r\nabc"
          + "GET / HTTP/1.1\r\nhost: a\r\n\r\n");

      assertThat(client.readToEnd()).containsOnlyOnce("HTTP/1.1 404");
    }
  }

  /** RFC 9113, section 8.1. */
  @Test
  void clientOfHttp2_thatNeverEnds_isToldToStop() throws Exception {
    HttpServer hasty = vertx
        .createHttpServer()
        .requestHandler(request -> Refusal.send(request, ERROR, Duration.ofMillis(50)));
    hasty
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    try (RawClient client = new RawClient(hasty.actualPort())) {
      // The preface, empty settings, and the head of a POST of / without an end.
      client.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
          + "\0\0\0\4\0\0\0\0\0"
          + "\0\0\6\1\4\0\0\0\1\u0083\u0086\u0084\1\1x");

      // RST_STREAM with NO_ERROR, behind the whole answer.
      assertThat(client.readUntil("\0\0\4\3\0\0\0\0\1\0\0\0\0")).contains("NOT_FOUND");
    }
  }

  @Test
  void clientThatNeverEnds_isCutOff() throws Exception {
    try (RawClient client = new RawClient(server.actualPort())) {
      client.write("POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 404");
    }
  }
}
