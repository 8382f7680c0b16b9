package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to a client whose HTTP/2 windows take everything, whether or not its socket does. */
final class OutboundTest {

  /** More than the socket buffers of both sides take. */
  private static final int MANY = 2_000;

  private static final Buffer PIECE = Buffer.buffer("x".repeat(64 * 1024));

  private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** More than it may take until the connection of a stream that was given up is closed. */
  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(1_500);

  private final Limits limits =
      new Limits(Bounds.times(Duration.ofSeconds(5), Duration.ofMillis(300)));
  private final CompletableFuture<Void> closed = new CompletableFuture<>();
  private final CompletableFuture<Void> late = new CompletableFuture<>();
  private Vertx vertx;

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

  private void handle(HttpServerRequest request) {
    LoopTimers timers = new LoopTimers(vertx.getOrCreateContext());
    Outbound outbound = new Outbound(timers, request, limits);
    HttpServerResponse response = request.response();
    response.exceptionHandler(gone -> {});
    switch (request.path()) {
      case "/stuck/break" -> {
        response.closeHandler(v -> closed.complete(null));
        outbound.breakOff(writeTooMuch(response));
      }
      case "/stuck/give" -> {
        response.closeHandler(v -> closed.complete(null));
        writeTooMuch(response).onFailure(gone -> {});
        // What is written while a connection is read is not flushed before that is done.
        timers.start(SOON_NANOS, outbound::giveUp);
      }
      case "/taken/break" -> {
        outbound.breakOff(response.setChunked(true).write("first"));
        timers.start(LONG_NANOS, () -> late.complete(null));
      }
      case "/taken/give" -> {
        response.setChunked(true).write("first");
        outbound.giveUp();
        timers.start(LONG_NANOS, () -> late.complete(null));
      }
      default -> response.end("second");
    }
  }

  private static Future<Void> writeTooMuch(HttpServerResponse response) {
    response.setChunked(true);
    for (int i = 1; i < MANY; i++) {
      response.write(PIECE);
    }
    return response.write(PIECE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"break", "give"})
  void clientThatReadsNothing_losesItsConnection(String how) throws Exception {
    try (RawClient client = new RawClient(server.actualPort())) {
      client.write(connection() + get(1, "/stuck/" + how));

      assertThat(closed).succeedsWithin(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"break", "give"})
  void clientThatReads_losesItsStreamAlone(String how) throws Exception {
    try (RawClient client = new RawClient(server.actualPort())) {
      client.write(connection() + get(1, "/taken/" + how));
      assertThat(late).succeedsWithin(Duration.ofSeconds(10));

      client.write(get(3, "/other"));

      assertThat(client.readUntil("second")).endsWith("second");
    }
  }

  @Test
  void http1Client_losesItsConnectionAtOnce() throws IOException {
    try (RawClient client = new RawClient(server.actualPort())) {
      client.write("GET /taken/break HTTP/1.1\r\nhost: x\r\n\r\n");

      assertThat(client.readToEnd()).endsWith("5\r\nfirst\r\n");
    }
  }

  /** The preface, and windows as wide as can be (RFC 9113, sections 3.4, 6.5.2 and 6.9). */
  private static String connection() {
    return text(Buffer.buffer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")
        .appendBuffer(
            frame(4, 0, 0, Buffer.buffer().appendShort((short) 4).appendInt(Integer.MAX_VALUE)))
        .appendBuffer(frame(8, 0, 0, Buffer.buffer().appendInt(Integer.MAX_VALUE - 65_535))));
  }

  /**
   * The head of a GET, whole. RFC 7541, appendix A: 2 is GET, 6 is http; 4 and 1 are the names of
   * the path and the authority.
   */
  private static String get(int stream, String path) {
    Buffer block = Buffer.buffer()
        .appendByte((byte) 0x82)
        .appendByte((byte) 0x86)
        .appendByte((byte) 4)
        .appendByte((byte) path.length())
        .appendString(path)
        .appendByte((byte) 1)
        .appendByte((byte) 1)
        .appendString("x");
    return text(frame(1, 5, stream, block));
  }

  private static Buffer frame(int type, int flags, int stream, Buffer payload) {
    return Buffer.buffer()
        .appendMedium(payload.length())
        .appendByte((byte) type)
        .appendByte((byte) flags)
        .appendInt(stream)
        .appendBuffer(payload);
  }

  private static String text(Buffer bytes) {
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
