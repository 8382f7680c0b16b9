package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Overload;
import io.rhumb.gateway.upstream.Calls.Call;
import io.rhumb.gateway.upstream.Calls.End;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One call over real sockets: what is sent, what comes back, and what a broken target makes of it. */
final class UpstreamCallTest {

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
  void answer_comesWholeWithHeadersAndBytes() throws Exception {
    byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    RawServer server = RawServer.start(vertx, request -> {
      request.write("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nX-Two: a\r\nx-two: b\r\n"
          + "content-length: 20\r\n\r\n");
      request.write(Buffer.buffer(gzip));
    });

    Call call = calls.start(plain(server));

    UpstreamAnswer answer = call.end().answer();
    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.end().hintNanos()).isNegative();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().getAll("x-two")).containsExactly("a", "b");
    assertThat(answer.headers().get("content-encoding")).isEqualTo("gzip");
    assertThat(answer.body().getBytes()).isEqualTo(gzip);
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void request_isThatOfTheClientLessWhatEndsHere() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    UpstreamTarget target = calls.plain(server.port(), FakeCredential.of("ours"));
    MultiMap headers = HttpHeaders.headers()
        .add("Host", "gateway.example")
        .add("authorization", "Bearer theirs")
        .add("Authorization", "Bearer theirs-too")
        .add("cookie", "a=b")
        .add("content-length", "999")
        .add("transfer-encoding", "chunked")
        .add("expect", "100-continue")
        .add("x-rhumb-secret", "s")
        .add("X-Server-Timeout", "3600")
        .add("x-server-timeout", "60")
        .add("content-type", "application/json")
        .add("accept", "a")
        .add("accept", "b");

    calls.start(target, headers, Buffer.buffer("{\"x\": 1}"), Calls.MOST_ANSWER).end();

    RawServer.Request request = server.requests().get(0);
    assertThat(request.line()).isEqualTo("POST /v1/e:predict HTTP/1.1");
    assertThat(request.header("host")).containsExactly("target.test:" + server.port());
    assertThat(request.header("authorization")).containsExactly("Bearer ours");
    assertThat(request.header("content-length")).containsExactly("8");
    assertThat(request.header("content-type")).containsExactly("application/json");
    assertThat(request.header("accept")).containsExactly("a", "b");
    assertThat(request.header("cookie")).isEmpty();
    assertThat(request.header("transfer-encoding")).isEmpty();
    assertThat(request.header("expect")).isEmpty();
    assertThat(request.header("x-rhumb-secret")).isEmpty();
    assertThat(request.header("x-server-timeout"))
        .as("what is left, and a second of grace")
        .containsExactly("5.321");
    assertThat(request.body().toString()).isEqualTo("{\"x\": 1}");
  }

  @Test
  void request_withoutCredential_hasNoAuthorizationAtAll() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    MultiMap headers = HttpHeaders.headers().add("authorization", "Bearer theirs");

    calls.start(plain(server), headers, Buffer.buffer(), Calls.MOST_ANSWER).end();

    assertThat(server.requests().get(0).header("authorization")).isEmpty();
    assertThat(server.requests().get(0).header("content-length")).containsExactly("0");
  }

  @Test
  void request_largeBody_arrivesWhole() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    Buffer body = Buffer.buffer("0123456789".repeat(300_000));

    End end = calls
        .start(plain(server), HttpHeaders.headers(), body, Calls.MOST_ANSWER)
        .end();

    assertThat(end.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests().get(0).body()).isEqualTo(body);
  }

  @Test
  void answer_inManyPieces_firstByteIsToldOnce() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request ->
            request.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n"));
    Call call = calls.start(plain(server));
    call.awaitFirstByte();

    server.requests().get(0).write("3\r\ndef\r\n");
    server.requests().get(0).write("0\r\n\r\n");

    assertThat(call.end().answer().body().toString()).isEqualTo("abcdef");
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void answer_withoutBody_hasNoFirstByte() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.answer("503 No", ""));

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.UNAVAILABLE);
    assertThat(call.end().answer().body().length()).isZero();
    assertThat(call.events()).containsExactly("end");
  }

  @Test
  void answer_afterInformationalOnes_isTheFinalOne() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      request.write("HTTP/1.1 100 Continue\r\n\r\n");
      request.write("HTTP/1.1 103 Early Hints\r\nlink: </x>\r\n\r\n");
      request.ok("{}");
    });

    assertThat(calls.make(plain(server)).answer().status()).isEqualTo(200);
  }

  @Test
  void answer_afterAnUnknownInformationalOne_isTheFinalOne_andNobodyElses() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.write("HTTP/1.1 102 Processing\r\nx-y: z\r\n\r\nHTTP/1.1 199 Soon\r\n\r\n");
      } else {
        request.ok("second");
      }
    });
    Call first = calls.start(plain(server));
    awaitRequests(server, 1);
    Call second = calls.start(plain(server));
    calls.settle();

    server.requests().get(0).ok("first");

    assertThat(first.end().answer().status()).isEqualTo(200);
    assertThat(first.end().answer().body().toString()).isEqualTo("first");
    assertThat(second.end().answer().body().toString()).isEqualTo("second");
    assertThat(server.connections()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\n\r\n",
        "HTTP/1.1 102 Processing\r\n broken\r\n\r\n"
      })
  void informationalAnswer_thatLeavesHttp_isLost_andTheConnectionEnds(String head)
      throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.write(head));

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  @Test
  void answer_thatEndsWithTheConnection_isWhole() throws Exception {
    RawServer server =
        RawServer.start(vertx, request -> request.writeAndClose("HTTP/1.1 200 OK\r\n\r\nabc"));

    End end = calls.make(plain(server));

    assertThat(end.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(end.answer().body().toString()).isEqualTo("abc");
  }

  /** What a target sends too much is nobody's answer, least of all that of a call that waited for the connection. */
  @Test
  void answer_thatIsFollowedByAnother_isNobodyElses() throws Exception {
    String surplus = "HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nwhose?";
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() > 0 || request.connection() > 0) {
        request.ok("second");
      }
    });
    Call first = calls.start(plain(server));
    awaitRequests(server, 1);
    Call second = calls.start(plain(server));
    calls.settle();

    server.requests().get(0).write("HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nfirst" + surplus);

    assertThat(first.end().answer().body().toString()).isEqualTo("first");
    assertThat(second.end().answer().body().toString()).isEqualTo("second");
  }

  @Test
  void answer_thatEndsWithTheConnection_leavesItToNobody() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() > 0) {
        request.ok("second");
      }
    });
    Call first = calls.start(plain(server));
    awaitRequests(server, 1);
    Call second = calls.start(plain(server));
    calls.settle();

    server.requests().get(0).writeAndClose("HTTP/1.1 200 OK\r\n\r\nfirst");

    assertThat(first.end().answer().body().toString()).isEqualTo("first");
    assertThat(second.end().answer().body().toString()).isEqualTo("second");
    assertThat(server.connections()).hasSize(2);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void redirect_isNotFollowed() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request -> request.write(
            "HTTP/1.1 307 Elsewhere\r\nlocation: /else\r\ncontent-length: 0\r\n\r\n"));

    assertThat(calls.make(plain(server)).answer().status()).isEqualTo(307);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void throttled_tellsForHowLong() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request ->
            request.write("HTTP/1.1 429 No\r\nretry-after: 3\r\ncontent-length: 2\r\n\r\n{}"));

    End end = calls.make(plain(server));

    assertThat(end.outcome()).isEqualTo(Outcome.THROTTLED);
    assertThat(end.hintNanos()).isEqualTo(3_000_000_000L);
  }

  @Test
  void freshConnection_closedBeforeTheHead_isLostWithoutRepeat() throws Exception {
    RawServer server = RawServer.start(vertx, RawServer.Request::close);

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(call.end().answer()).isNull();
    assertThat(server.connections()).hasSize(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void freshConnection_closedWithinTheHead_isLost() throws Exception {
    RawServer server =
        RawServer.start(vertx, request -> request.writeAndClose("HTTP/1.1 200 OK\r\ncontent-"));

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void noHttpAtAll_isLost_andTheConnectionEnds() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.write("SSH-2.0-x\r\n\r\n"));

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  @Test
  void bodyCut_isLost() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request -> request.writeAndClose("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc"));

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(call.end().answer()).isNull();
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void chunkedBodyCut_isLost() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request -> request.writeAndClose(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\n"));

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void chunkEncodingBroken_isLost_andTheConnectionEnds() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request -> request.write(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nabc\r\nzz\r\n"));

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void bodyCut_onAReusedConnection_isNotRepeated() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 0) {
        request.ok("{}");
      } else {
        request.writeAndClose("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nabc");
      }
    });
    calls.make(plain(server));

    assertThat(calls.make(plain(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void pooledConnection_thatDiedIdle_costsOneSilentRepeat() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() == 0 && request.index() == 1) {
        request.close();
      } else {
        request.ok("connection " + request.connection());
      }
    });
    calls.make(plain(server));

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.end().answer().body().toString()).isEqualTo("connection 1");
    assertThat(call.events()).containsExactly("first byte", "end");
    assertThat(server.connections()).hasSize(2);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void repeat_isMadeOnlyOnce() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() == 0 && request.index() == 0) {
        request.ok("{}");
      } else {
        request.close();
      }
    });
    calls.make(plain(server));

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(call.events()).containsExactly("end");
    assertThat(server.connections()).hasSize(2);
    assertThat(server.requests()).hasSize(3);
  }

  @Test
  void repeat_isMadeOnlyOnce_thoughAllPooledConnectionsDied() throws Exception {
    Calls three =
        new Calls(vertx, new UpstreamConfig(Duration.ofSeconds(5), 3, Duration.ofMinutes(1)));
    RawServer server = RawServer.start(vertx, request -> {
      if (request.index() == 1) {
        request.close();
      }
    });
    UpstreamTarget target = three.plain(server.port(), FakeCredential.none());
    Call[] first = {three.start(target), three.start(target), three.start(target)};
    awaitRequests(server, 3);
    server.requests().forEach(request -> request.ok("{}"));
    for (Call call : first) {
      call.end();
    }

    Call call = three.start(target);

    assertThat(call.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void connectionThatWasOpenedForACancelledCall_countsAsPooled() throws Exception {
    RawServer server = RawServer.start(vertx, request -> {
      if (request.connection() == 0) {
        request.close();
      } else {
        request.ok("{}");
      }
    });
    UpstreamTarget target = plain(server);
    Call cancelled = calls.startAndCancel(target);
    awaitConnections(server, 1);
    calls.settle();

    Call call = calls.start(target);

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(2);
    assertThat(cancelled.events()).isEmpty();
  }

  @Test
  void tooLarge_isGivenUp_andTheConnectionEnds() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request ->
            request.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nb\r\n0123456789a"));

    Call call = calls.start(plain(server), HttpHeaders.headers(), Buffer.buffer(), 10);

    assertThat(call.end().outcome()).isEqualTo(Outcome.TOO_LARGE);
    assertThat(call.end().answer()).isNull();
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(call.events()).containsExactly("first byte", "end");
  }

  @Test
  void tooLargeByWhatIsAnnounced_isGivenUpBeforeAnyOfItIsThere() throws Exception {
    RawServer server = RawServer.start(
        vertx, request -> request.write("HTTP/1.1 200 OK\r\ncontent-length: 11\r\n\r\n"));

    Call call = calls.start(plain(server), HttpHeaders.headers(), Buffer.buffer(), 10);

    assertThat(call.end().outcome()).isEqualTo(Outcome.TOO_LARGE);
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(call.events()).containsExactly("end");
    assertThat(calls.limits.bufferedBytes()).isZero();
  }

  @Test
  void noRoomForTheAnswer_isGivenUp_andEverythingGivenBack() throws Exception {
    calls.limits.change(Bounds.of(1, 10));
    RawServer server = RawServer.start(
        vertx,
        request -> request.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n0123456789a"));

    Call call = calls.start(plain(server));

    assertThat(call.end().outcome()).isEqualTo(Outcome.NO_ROOM);
    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
    assertThat(calls.limits.bufferedBytes()).isZero();
    assertThat(calls.limits.refused(Overload.ANSWER)).isEqualTo(1);
  }

  @Test
  void answer_holdsItsRoomUntilItIsReleased() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("0123456789"));
    Call call = calls.start(plain(server));
    call.end();
    assertThat(calls.limits.bufferedBytes()).isEqualTo(10);

    calls.onLoop(() -> {
      call.release();
      call.release();
      return null;
    });

    assertThat(calls.limits.bufferedBytes()).isZero();
  }

  @Test
  void answerThatBreaksOff_holdsNothing() throws Exception {
    RawServer server = RawServer.start(
        vertx,
        request -> request.writeAndClose("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n0123"));

    assertThat(calls.start(plain(server)).end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);

    assertThat(calls.limits.bufferedBytes()).isZero();
  }

  @Test
  void cancelledAnswer_holdsNothing() throws Exception {
    RawServer server = RawServer.start(
        vertx, request -> request.write("HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n0123"));
    Call call = calls.start(plain(server));
    call.awaitFirstByte();
    calls.settle();

    call.cancel();

    assertThat(calls.limits.bufferedBytes()).isZero();
  }

  @Test
  void exactlyTheBound_isNotTooLarge() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("0123456789"));

    Call call = calls.start(plain(server), HttpHeaders.headers(), Buffer.buffer(), 10);

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
  }

  private UpstreamTarget plain(RawServer server) {
    return calls.plain(server.port(), FakeCredential.none());
  }

  private void awaitRequests(RawServer server, int count) throws Exception {
    Waiting.until(vertx, () -> server.requests().size() >= count);
  }

  private void awaitConnections(RawServer server, int count) throws Exception {
    Waiting.until(vertx, () -> server.connections().size() >= count);
  }
}
