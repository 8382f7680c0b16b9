package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that fit, that do not, and that never come, over a real server. */
final class BodyReaderTest {

  private static final int MOST = 1_000;

  private final List<Buffer> bodies = new CopyOnWriteArrayList<>();
  private final List<String> tooLarge = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Void> reading = new CompletableFuture<>();
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final Limits limits = new Limits(Bounds.of(1, 10 * MOST));
  private Vertx vertx;
  /** Held here, since a client that nobody holds is closed. */
  private HttpClient client;

  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    server = vertx.createHttpServer().requestHandler(this::handle);
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

  @Test
  void body_comesWhole() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: 5") + "he");
      client.write("llo");

      assertThat(client.readUntil("done")).startsWith("HTTP/1.1 200");
    }
    assertThat(bodies).containsExactly(Buffer.buffer("hello"));
  }

  @Test
  void chunkedBody_comesWhole() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("transfer-encoding: chunked") + "2\r\nhe\r\n");
      client.write("3\r\nllo\r\n0\r\n\r\n");

      assertThat(client.readUntil("done")).startsWith("HTTP/1.1 200");
    }
    assertThat(bodies).containsExactly(Buffer.buffer("hello"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length: 0", "x-nothing: said"})
  void noBody_isEmpty(String header) throws Exception {
    try (RawClient client = connect()) {
      client.write(head(header));

      assertThat(client.readUntil("done")).startsWith("HTTP/1.1 200");
    }
    assertThat(bodies).containsExactly(Buffer.buffer());
  }

  @Test
  void exactBound_fits() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: " + MOST) + "x".repeat(MOST));
      assertThat(client.readUntil("done")).startsWith("HTTP/1.1 200");
      client.write(
          head("transfer-encoding: chunked") + "3e8\r\n" + "y".repeat(MOST) + "\r\n0\r\n\r\n");
      assertThat(client.readUntil("done")).startsWith("HTTP/1.1 200");
    }
    assertThat(bodies).extracting(Buffer::length).containsExactly(MOST, MOST);
    assertThat(tooLarge).isEmpty();
  }

  @Test
  void announcedTooLarge_isRefusedBeforeAByteOfItIsSent() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: " + (MOST + 1)));

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 413");
    }
    assertThat(bodies).isEmpty();
    assertThat(tooLarge).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999999", "9223372036854775807"})
  void announcedBeyondCounting_isRefused(String length) throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: " + length));

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 4");
    }
    assertThat(bodies).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "+5", "0x5", "5 5", "5, 6"})
  void announcedNonsense_isRefused(String length) throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: " + length) + "hello");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 4");
    }
    assertThat(bodies).isEmpty();
  }

  @Test
  void chunkedOverflow_isRefusedOnce_andTheConnectionEnds() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("transfer-encoding: chunked"));
      for (int i = 0; i < 3; i++) {
        client.write("190\r\n" + "x".repeat(400) + "\r\n");
      }
      // A client that goes on sending, as most do, finds the answer all the same.
      client.writeAsMuchAsGoes("190\r\n" + "x".repeat(400) + "\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 413");
    }
    assertThat(bodies).isEmpty();
    assertThat(tooLarge).hasSize(1);
  }

  @Test
  void chunkedOverflow_thatEndsAtOnce_isRefusedOnce() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("transfer-encoding: chunked") + "3e9\r\n" + "x".repeat(MOST + 1)
          + "\r\n3\r\nabc\r\n0\r\n\r\n");

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 413");
    }
    assertThat(bodies).isEmpty();
    assertThat(tooLarge).hasSize(1);
  }

  @Test
  void expect100_isGivenLeave() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: 5\r\nexpect: 100-Continue"));
      assertThat(client.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
      client.write("hello");

      assertThat(client.readUntil("done")).startsWith("HTTP/1.1 200");
    }
    assertThat(bodies).containsExactly(Buffer.buffer("hello"));
  }

  @Test
  void expect100_forTooLarge_isRefusedWithoutLeave() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: " + (MOST + 1) + "\r\nexpect: 100-continue"));

      assertThat(client.readToEnd()).startsWith("HTTP/1.1 413");
    }
    assertThat(bodies).isEmpty();
  }

  @Test
  void clientThatGoesAwayDuringUpload_isForgotten() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("content-length: 500") + "half of it");
      reading.get(10, TimeUnit.SECONDS);
    }

    closed.get(10, TimeUnit.SECONDS);
    assertThat(bodies).isEmpty();
    assertThat(tooLarge).isEmpty();
    try (RawClient next = connect()) {
      next.write(head("content-length: 2") + "ok");
      assertThat(next.readUntil("done")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void brokenChunk_isNoBody() throws Exception {
    try (RawClient client = connect()) {
      client.write(head("transfer-encoding: chunked") + "5\r\nhello\r\nzz\r\n");

      client.readToEnd();
    }
    assertThat(bodies).isEmpty();
  }

  @Test
  void http2_overflow_isRefused() throws Exception {
    HttpClientOptions options = new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false);

    client = vertx.createHttpClient(options);
    int status = client
        .request(HttpMethod.POST, server.actualPort(), "127.0.0.1", "/")
        .compose(request -> {
          request.setChunked(true);
          request.write(Buffer.buffer("x".repeat(MOST)));
          request.end(Buffer.buffer("x"));
          return request.response();
        })
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .statusCode();

    assertThat(status).isEqualTo(413);
    assertThat(tooLarge).hasSize(1);
    assertThat(bodies).isEmpty();
  }

  private void handle(HttpServerRequest request) {
    request.connection().closeHandler(v -> closed.complete(null));
    new BodyReader(new LoopTimers(Vertx.currentContext()), MOST, limits)
        .read(
            request,
            Long.MAX_VALUE,
            limits.newAnswer(),
            body -> {
              bodies.add(body);
              request.response().end("done");
            },
            why -> {
              if (why == BodyReader.Failure.TOO_LARGE) {
                tooLarge.add(request.uri());
                Refusal.send(request, GatewayError.tooLarge(MOST));
              }
            });
    reading.complete(null);
  }

  private RawClient connect() throws IOException {
    return new RawClient(server.actualPort());
  }

  private static String head(String headers) {
    return "POST / HTTP/1.1\r\nhost: a.test\r\n" + headers + "\r\n\r\n";
  }
}
