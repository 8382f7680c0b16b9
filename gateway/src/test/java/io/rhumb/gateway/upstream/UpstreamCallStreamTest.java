package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.upstream.Calls.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream whose client lags: it keeps what has come, and its connection is nobody's trouble. */
final class UpstreamCallStreamTest {

  private static final String HEAD =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n";

  private static final String HEAD_OF_ONE_THAT_ENDS_WITH_ITS_CONNECTION =
      "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

  private static final String CHUNK = "1\r\nx\r\n";
  private static final String LAST_CHUNK = "0\r\n\r\n";

  private static final String NAME = "a.target.test";

  @TempDir
  private static Path directory;

  private Vertx vertx;
  private Calls calls;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    calls = new Calls(vertx, Calls.ONE_CONNECTION);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17, 18, 40})
  void whoseTargetClosesAtItsEnd_isWhole(int chunks) throws Exception {
    RawServer server = RawServer.start(
        vertx, request -> request.writeAndClose(HEAD + CHUNK.repeat(chunks) + LAST_CHUNK));
    Call call = calls.takingOnePiece().start(plain(server));
    awaitClosed(server);
    calls.settle();
    call.resume();

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.taken()).isEqualTo("x".repeat(chunks));
  }

  @ParameterizedTest
  @ValueSource(strings = {HEAD, HEAD_OF_ONE_THAT_ENDS_WITH_ITS_CONNECTION})
  void thatEndsWhileNothingIsTaken_isWhole(String head) throws Exception {
    boolean chunked = head.equals(HEAD);
    RawServer server =
        RawServer.start(vertx, request -> request.write(head + (chunked ? CHUNK : "x")));
    Call call = calls.takingOnePiece().start(plain(server));
    call.awaitFirstByte();

    server
        .requests()
        .get(0)
        .writeAndClose(chunked ? CHUNK.repeat(17) + LAST_CHUNK : "x".repeat(17));
    awaitClosed(server);
    calls.settle();
    call.resume();

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.taken()).isEqualTo("x".repeat(18));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17})
  void thatHasCome_leavesItsConnectionToTheNext(int chunks) throws Exception {
    RawServer server = oneStream(chunks);
    Call slow = calls.takingOnePiece().start(plain(server));
    slow.awaitFirstByte();

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.SUCCESS);

    slow.resume();
    assertThat(slow.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(slow.taken()).isEqualTo("x".repeat(chunks));
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void thatHasCome_andIsGivenUp_leavesTheNextItsConnection() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.write(HEAD + CHUNK.repeat(3) + LAST_CHUNK);
      }
    });
    Call slow = calls.takingOnePiece().start(plain(server));
    slow.awaitFirstByte();
    calls.settle();
    Call next = calls.start(plain(server));
    Waiting.until(vertx, () -> server.requests().size() == 2);

    slow.cancel();
    calls.settle();
    server.requests().get(1).ok("{}");

    assertThat(next.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 15, 16, 17})
  void thatIsCancelled_leavesThePoolWhole(int chunks) throws Exception {
    RawServer server = oneStream(chunks);
    Call slow = calls.takingOnePiece().start(plain(server));
    slow.awaitFirstByte();

    slow.cancel();

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void thatIsLong_isNotReadMeanwhile_andComesWhole() throws Exception {
    // More than the kernel keeps for both ends of a connection.
    int length = 16 << 20;
    CompletableFuture<Future<Void>> sending = new CompletableFuture<>();
    RawServer server = RawServer.start(vertx, request -> {
      request.write(HEAD + Integer.toHexString(length) + "\r\n");
      sending.complete(request.write(Buffer.buffer(new byte[length])));
      request.write("\r\n" + LAST_CHUNK);
    });
    Call call = calls.takingOnePiece().start(plain(server));
    call.awaitFirstByte();

    calls.settle();
    assertThat(sending.get(10, TimeUnit.SECONDS).isComplete()).isFalse();

    call.resume();
    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.length()).isEqualTo(length);
  }

  @Test
  void thatComesOverTls_isWhole() throws Exception {
    Certificates authority = Certificates.create();
    int length = 1 << 20;
    RawServer server =
        RawServer.start(vertx, authority.server(NAME), request -> request.write(HEAD + CHUNK));
    Call call =
        calls.takingOnePiece().start(calls.tls(NAME, server.port(), authority.trust(directory)));
    call.awaitFirstByte();

    server
        .requests()
        .get(0)
        .write(Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n" + LAST_CHUNK);
    calls.settle();
    call.resume();

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.length()).isEqualTo(1 + length);
  }

  @Test
  void thatIsOver_doesNotSpeedUpTheNextOfItsConnection() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.write(HEAD + CHUNK));
    Call first = calls.takingOnePiece().start(plain(server));
    first.awaitFirstByte();
    first.resume();
    server.requests().get(0).write(LAST_CHUNK);
    first.end();
    Call second = calls.start(plain(server));
    second.awaitFirstByte();

    first.pause();
    first.resume();
    server.requests().get(1).write(CHUNK + LAST_CHUNK);
    calls.settle();
    assertThat(second.taken()).isEqualTo("x");

    second.resume();
    assertThat(second.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(second.taken()).isEqualTo("xx");
    assertThat(server.connections()).hasSize(1);
  }

  private void awaitClosed(RawServer server) throws Exception {
    Waiting.until(vertx, () -> server.connections().size() == 1);
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  /** A target that answers its first request with a stream. */
  private RawServer oneStream(int chunks) throws Exception {
    return RawServer.start(vertx, request -> {
      if (request.connection() == 0 && request.index() == 0) {
        request.write(HEAD + CHUNK.repeat(chunks) + LAST_CHUNK);
      } else {
        request.ok("{}");
      }
    });
  }

  private UpstreamTarget plain(RawServer server) {
    return calls.plain(server.port(), FakeCredential.none());
  }
}
