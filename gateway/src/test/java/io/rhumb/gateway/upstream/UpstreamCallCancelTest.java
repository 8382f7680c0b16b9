package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.upstream.Calls.Call;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call that is given up: its target notices, its listener hears nothing, its place in the pool of one is free again. */
final class UpstreamCallCancelTest {

  /** Longer than any machine takes to answer. */
  private static final Duration LONG = Duration.ofMinutes(1);

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

  @Test
  void beforeItIsConnected_sendsNothing() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    UpstreamTarget target = plain(server);

    Call cancelled = calls.startAndCancel(target);

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(1);
    assertThat(server.connections()).hasSize(1);
    assertThat(cancelled.events()).isEmpty();
  }

  @Test
  void whileItWaitsForAConnection_sendsNothing() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() > 0) {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call first = calls.start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);
    Call waiting = calls.start(target);

    waiting.cancel();
    server.requests().get(0).ok("{}");

    assertThat(first.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).hasSize(1);
    assertThat(waiting.events()).isEmpty();
  }

  @Test
  void beforeTheHead_closesTheConnection() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() > 0) {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call call = calls.start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);

    call.cancel();

    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.events()).isEmpty();
  }

  @Test
  void onAPooledConnection_isNotTakenForOneThatDiedIdle() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    calls.make(target);
    Call call = calls.start(target);
    Waiting.until(vertx, () -> server.requests().size() == 2);

    call.cancel();

    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(3);
    assertThat(call.events()).isEmpty();
  }

  @Test
  void midBody_closesTheConnection() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() == 0) {
        request.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
      } else {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call call = calls.start(target);
    call.awaitFirstByte();

    call.cancel();

    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.events()).containsExactly("first byte");
  }

  @Test
  void thatLost_andIsAnsweredSoon_leavesItsConnectionToTheNext() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() > 0) {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call lost = calls.lingering(LONG).start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);
    Call next = calls.start(target);

    calls.elapse(Duration.ofSeconds(4));
    lost.lose();
    server.requests().get(0).ok("{}");

    assertThat(next.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
    assertThat(lost.events()).isEmpty();
  }

  @Test
  void thatLost_midBody_readsTheRest() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.write("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
      } else {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call lost = calls.lingering(LONG).start(target);
    lost.awaitFirstByte();

    calls.elapse(Duration.ofSeconds(4));
    lost.lose();
    server.requests().get(0).write("defghij");

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
    assertThat(lost.events()).containsExactly("first byte");
  }

  @Test
  void thatLost_midLongBody_takesNoFurtherPage() throws Exception {
    String half = "x".repeat(100_000);
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.write("HTTP/1.1 200 OK\r\ncontent-length: 200000\r\n\r\n" + half);
      } else {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call lost = calls.lingering(LONG).start(target);
    long page = 64 * 1024;
    Waiting.until(vertx, () -> calls.pagePool.bytes() == 2 * page);

    calls.elapse(Duration.ofSeconds(4));
    lost.lose();
    server.requests().get(0).write(half);

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
    assertThat(calls.pagePool.bytes()).isEqualTo(2 * page);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void thatLost_holdsNothingOfItsRequest_whileItsAnswerMayCome(boolean midBody) throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request ->
            request.write(midBody ? "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc" : ""));
    WeakReference<Call> lost = new WeakReference<>(lose(plain(server), server, midBody));
    Waiting.until(vertx, () -> {
      System.gc();
      return lost.get() == null;
    });
    assertThat(server.connections().get(0).closed()).isNotDone();
  }

  private Call lose(UpstreamTarget target, RawServer server, boolean midBody) throws Exception {
    Call call = calls.lingering(LONG).start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);
    if (midBody) {
      call.awaitFirstByte();
    }
    calls.elapse(Duration.ofSeconds(4));
    call.lose();
    return call;
  }

  @Test
  void thatIsOver_hasItsRequestOut() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    Call call = calls.start(plain(server));

    call.end();

    assertThat(call.requestIsOut()).isTrue();
  }

  /** Somebody below may still read it: its memory must not serve others. */
  @Test
  void midRequest_neverHasItOut() throws Exception {
    try (ServerSocket readsABit = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Call call = calls.start(
          calls.plain(readsABit.getLocalPort(), FakeCredential.none()),
          HttpHeaders.headers(),
          Buffer.buffer(new byte[32 << 20]),
          1000);
      assertThat(readsABit.accept().getInputStream().read()).as("begun").isEqualTo('P');
      assertThat(call.requestIsOut()).isFalse();

      call.cancel();
      calls.settle();

      assertThat(call.requestIsOut()).isFalse();
    }
  }

  /** Vert.x would wait for it to read on, with all of the request, for as long as it is there. */
  @Test
  void midRequest_closesTheConnection_thoughTheTargetReadsNothing() throws Exception {
    int length = 32 << 20;
    try (ServerSocket readsABit = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Call call = calls.start(
          calls.plain(readsABit.getLocalPort(), FakeCredential.none()),
          HttpHeaders.headers(),
          Buffer.buffer(new byte[length]),
          1000);
      InputStream heard = readsABit.accept().getInputStream();
      assertThat(heard.read()).as("begun").isEqualTo('P');

      call.cancel();
      calls.settle();

      assertThat(heard.readAllBytes()).as("what was on its way").hasSizeLessThan(length);
    }
  }

  /** Whose target wants its connection closed, and leaves that to the gateway. Vert.x would wait for it to read on here too. */
  @Test
  void answeredMidRequest_closesTheConnection_thoughTheTargetReadsNothing() throws Exception {
    int length = 32 << 20;
    try (ServerSocket readsABit = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Call call = calls.start(
          calls.plain(readsABit.getLocalPort(), FakeCredential.none()),
          HttpHeaders.headers(),
          Buffer.buffer(new byte[length]),
          1000);
      Socket target = readsABit.accept();
      InputStream heard = target.getInputStream();
      assertThat(heard.read()).as("begun").isEqualTo('P');

      target
          .getOutputStream()
          .write("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}"
              .getBytes(StandardCharsets.US_ASCII));
      assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
      calls.settle();

      assertThat(heard.readAllBytes()).as("what was on its way").hasSizeLessThan(length);
    }
  }

  @Test
  void thatLost_withALargeRequest_closesTheConnection() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {});
    UpstreamTarget target = plain(server);
    Call lost = calls
        .lingering(LONG)
        .start(target, HttpHeaders.headers(), Buffer.buffer(new byte[65 * 1024]), 1000);
    Waiting.until(vertx, () -> server.requests().size() == 1);

    calls.elapse(Duration.ofSeconds(4));
    lost.lose();

    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"})
  void thatLost_andIsNotAnsweredToTheEnd_closesTheConnection(String answer) throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() == 0) {
        request.write(answer);
      } else {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call lost = calls.start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);

    calls.elapse(Duration.ofSeconds(4));
    lost.lose();

    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void afterTheEnd_doesNothing() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    UpstreamTarget target = plain(server);
    Call call = calls.start(target);
    call.end();

    call.cancel();
    call.cancel();

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void twice_isOnce() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() > 0) {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call call = calls.start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);

    call.cancel();
    call.cancel();

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.events()).isEmpty();
  }

  @Test
  void manyAtRandomMoments_leaveThePoolWhole() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      request.write("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nab");
      request.write("cd");
    });
    UpstreamTarget target = plain(server);
    for (int i = 0; i < 200; i++) {
      Call call = calls.start(target);
      if (i % 3 == 0) {
        call.cancel();
      } else if (i % 3 == 1) {
        calls.settle();
        call.cancel();
      } else {
        assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
      }
    }

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void cancelledAndBrokenCalls_areNoErrorsInTheLog() throws Exception {
    List<String> errors = new CopyOnWriteArrayList<>();
    Handler collector = collector(errors);
    Logger logger = Logger.getLogger("io.vertx");
    logger.addHandler(collector);
    try {
      RawServer server =
          RawServer.start(vertx, request -> request.writeAndClose("HTTP/1.1 200 OK\r\ncontent-"));
      calls.startAndCancel(plain(server));
      Waiting.until(vertx, () -> server.connections().size() == 1);
      calls.settle();
      assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    } finally {
      logger.removeHandler(collector);
    }
    assertThat(errors).isEmpty();
  }

  private static Handler collector(List<String> errors) {
    return new Handler() {
      @Override
      public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
          errors.add(entry.getMessage());
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private UpstreamTarget plain(RawServer server) {
    return calls.plain(server.port(), FakeCredential.none());
  }
}
