package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.upstream.Calls.Call;
import io.rhumb.gateway.upstream.Calls.End;
import io.rhumb.gateway.upstream.Http2Server.Request;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over HTTP/2: who is asked for it, how streams share connections, and what it means when one breaks. */
final class Http2CallTest {

  private static final String NAME = "a.target.test";
  private static final long CANCEL = 8;
  private static final long INTERNAL_ERROR = 2;
  private static final long REFUSED_STREAM = 7;
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Certificates authority;

  @TempDir
  private static Path directory;

  private static TrustConfig trust;

  private Vertx vertx;
  private Calls calls;
  private int looks;

  @BeforeAll
  static void issue() throws Exception {
    authority = Certificates.create();
    trust = authority.trust(directory);
  }

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    calls = calls(Duration.ofSeconds(5), 4, LONG);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void target_isCalledOverHttp2_byItsName() throws Exception {
    Http2Server server = server(Request::ok);

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.SUCCESS);

    HttpServerRequest request = server.requests().get(0).http();
    assertThat(request.version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(request.authority().host()).isEqualTo(NAME);
    assertThat(request.headers().contains("host")).isFalse();
  }

  @Test
  void windows_areWideEnoughForAMebibyteWithoutAStop() throws Exception {
    Http2Server server = server(Request::ok);

    calls.make(target(server));

    assertThat(server.connections().get(0).remoteSettings().getInitialWindowSize())
        .isEqualTo(1 << 20);
    assertThat(server.connections().get(0).remoteSettings().isPushEnabled()).isFalse();
  }

  @Test
  void manyCalls_shareOneConnection() throws Exception {
    Http2Server server = server(Request::ok);

    assertThat(outcomes(start(target(server), 90))).containsOnly(Outcome.SUCCESS);
    assertThat(outcomes(start(target(server), 90))).containsOnly(Outcome.SUCCESS);

    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void targetThatKnowsOnlyHttp1_isCalledOverThat_byAllAtOnce() throws Exception {
    Http2Server server = Http2Server.startHttp1(vertx, authority.server(NAME), request -> {});

    List<Call> running = start(target(server), 4);

    // Before the first is answered: they do not wait for each other.
    Waiting.until(vertx, () -> server.requests().size() == 4);
    server.requests().forEach(Request::ok);
    assertThat(outcomes(running)).containsOnly(Outcome.SUCCESS);
    assertThat(server.requests())
        .allMatch(request -> request.http().version() == HttpVersion.HTTP_1_1);
    // It is not asked again.
    int connections = server.connections().size();
    running = start(target(server), 4);
    Waiting.until(vertx, () -> server.requests().size() == 8);
    server.requests().subList(4, 8).forEach(Request::ok);
    assertThat(outcomes(running)).containsOnly(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(connections);
  }

  @Test
  void plainTarget_isCalledOverHttp1() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));

    assertThat(calls.make(calls.plain(server.port(), FakeCredential.none())).outcome())
        .isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void callsCancelledBeforeTheyAreConnected_reachNobody_andTakeNothingFromThePool()
      throws Exception {
    Http2Server server = server(Request::ok);
    List<Call> cancelled = calls.startAndCancel(target(server), 500);

    assertThat(outcomes(start(target(server), 100))).containsOnly(Outcome.SUCCESS);

    assertThat(cancelled).allMatch(call -> call.events().isEmpty());
    assertThat(server.requests()).hasSize(100);
    assertThat(server.resets()).isEmpty();
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void cancelledCall_resetsItsStream_andTheConnectionLivesOn() throws Exception {
    Http2Server server = server(request -> {});
    List<Call> running = start(target(server), 3);
    Waiting.until(vertx, () -> server.requests().size() == 3);

    running.get(1).cancel();

    Waiting.until(vertx, () -> server.resets().size() == 1);
    assertThat(server.resets()).containsExactly(CANCEL);
    server.requests().get(0).ok();
    server.requests().get(2).ok();
    assertThat(running.get(0).end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(running.get(2).end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(running.get(1).events()).isEmpty();
    Call next = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 4);
    server.requests().get(3).ok();
    assertThat(next.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void streamsBeyondTheTargetsLimit_takeAnotherConnection() throws Exception {
    Http2Server server = server(2, request -> {});

    List<Call> running = start(target(server), 5);

    Waiting.until(vertx, () -> server.requests().size() == 5);
    assertThat(server.connections()).hasSize(3);
    server.requests().forEach(Request::ok);
    assertThat(outcomes(running)).containsOnly(Outcome.SUCCESS);
  }

  @Test
  void callsBeyondAllConnections_waitTheirTurn_andThoseThatAreCancelledHoldUpNobody()
      throws Exception {
    calls = calls(Duration.ofSeconds(5), 1, LONG);
    Http2Server server = server(2, request -> {});
    List<Call> running = start(target(server), 2);
    Waiting.until(vertx, () -> server.requests().size() == 2);
    List<Call> cancelled = start(target(server), 50);
    List<Call> later = start(target(server), 4);
    for (Call call : cancelled) {
      call.cancel();
    }

    for (int i = 0; i < 6; i++) {
      int next = i;
      Waiting.until(vertx, () -> server.requests().size() > next);
      server.requests().get(i).ok();
    }

    assertThat(outcomes(running)).containsOnly(Outcome.SUCCESS);
    assertThat(outcomes(later)).containsOnly(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(6);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void allStreamsInUseForTooLong_isNobodysFault() throws Exception {
    calls = calls(Duration.ofMillis(500), 1, LONG);
    Http2Server server = server(1, request -> {});
    Call running = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 1);

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.CONNECTIONS_IN_USE);

    server.requests().get(0).ok();
    assertThat(running.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void allStreamsInUseForTooLong_isTold_toWhoCameBeforeThereWasAConnection_too() throws Exception {
    calls = calls(Duration.ofMillis(500), 1, LONG);
    Http2Server server = server(1, request -> {});
    List<Call> atOnce = calls.startAtOnce(target(server), 2);

    assertThat(atOnce.get(1).end().outcome()).isEqualTo(Outcome.CONNECTIONS_IN_USE);

    server.requests().get(0).ok();
    assertThat(atOnce.get(0).end().outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void whoWasServedInTime_isToldNothingElse() throws Exception {
    calls = calls(Duration.ofMillis(300), 1, LONG);
    Http2Server server = server(1, request -> {});
    List<Throwable> thrown = new CopyOnWriteArrayList<>();
    calls.context().exceptionHandler(thrown::add);
    Call running = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 1);
    Call served = calls.start(target(server));
    server.requests().get(0).ok();
    Waiting.until(vertx, () -> server.requests().size() == 2);

    // Waits for as long as the other did, and a little later.
    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.CONNECTIONS_IN_USE);

    server.requests().get(1).ok();
    assertThat(running.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(served.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(thrown).isEmpty();
  }

  @Test
  void cancelledStream_makesRoomForWhoWaits() throws Exception {
    calls = calls(Duration.ofSeconds(5), 1, LONG);
    Http2Server server = server(1, request -> {});
    Call running = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 1);
    Call waiting = calls.start(target(server));

    running.cancel();

    Waiting.until(vertx, () -> server.requests().size() == 2);
    server.requests().get(1).ok();
    assertThat(waiting.end().outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void refusedStream_wasNotLookedAt_andIsNotRepeated() throws Exception {
    Http2Server server = server(request -> request.reset(REFUSED_STREAM));

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.UNREACHABLE);

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void otherReset_isALoss_andIsNotRepeated() throws Exception {
    Http2Server server = server(request -> request.reset(INTERNAL_ERROR));

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.CONNECTION_LOST);

    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void headLargerThanTheTargetTakes_isNotSent_andTheConnectionServesTheOthers() throws Exception {
    Http2Server server = server(2, request -> {
      if (request.number() != 0) {
        request.ok();
      }
    });
    Call running = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 1);

    // More than there are places for streams.
    for (int i = 0; i < 5; i++) {
      assertThat(withHeader(server, 10_000).outcome()).isEqualTo(Outcome.HEAD_TOO_LARGE);
    }

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.SUCCESS);
    server.requests().get(0).ok();
    assertThat(running.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.resets()).isEmpty();
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void headLargerThanTheTargetTakes_onAConnectionThatWasIdle_isNotRepeated() throws Exception {
    Http2Server server = server(Request::ok);
    calls.make(target(server));

    assertThat(withHeader(server, 10_000).outcome()).isEqualTo(Outcome.HEAD_TOO_LARGE);

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.requests()).hasSize(2);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void headUpToWhatTheTargetTakes_isSent_withItsBody() throws Exception {
    List<String> bodies = new CopyOnWriteArrayList<>();
    Http2Server server = server(request -> request.http().body().onSuccess(body -> {
      bodies.add(body.toString());
      request.ok();
    }));
    List<Outcome> outcomes = new ArrayList<>();
    for (int length = 7_500; length <= 8_192; length += 4) {
      outcomes.add(withHeader(server, length).outcome());
    }

    int sent = outcomes.indexOf(Outcome.HEAD_TOO_LARGE);
    assertThat(sent).isPositive();
    assertThat(outcomes.subList(0, sent)).containsOnly(Outcome.SUCCESS);
    assertThat(outcomes.subList(sent, outcomes.size())).containsOnly(Outcome.HEAD_TOO_LARGE);
    assertThat(bodies).hasSize(sent).containsOnly("{}");
    assertThat(server.connections()).hasSize(1);
  }

  /** How a call ends that has a header with so long a value. */
  private End withHeader(Http2Server server, int length) throws Exception {
    return calls
        .start(
            target(server),
            HttpHeaders.headers().add("x-large", "x".repeat(length)),
            Buffer.buffer("{}"),
            Calls.MOST_ANSWER)
        .end();
  }

  @Test
  void goAwayThatPassesOverACall_isRepeatedInSilence() throws Exception {
    Http2Server server = server(request -> {
      if (request.connection() == 0) {
        request.goAway(0);
      } else {
        request.ok();
      }
    });

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.SUCCESS);

    assertThat(server.connections()).hasSize(2);
  }

  @Test
  void goAwayThatPassesOverTheRepeatToo_isUnreachable() throws Exception {
    Http2Server server = server(request -> request.goAway(0));

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.UNREACHABLE);

    assertThat(server.connections()).hasSize(2);
  }

  @Test
  void goAwayAfterACall_letsItFinish_andTheNextConnectsAnew() throws Exception {
    Http2Server server = server(request -> {});
    Call running = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 1);

    server.requests().get(0).goAway(1);
    // Whatever is started before the news comes is still sent over the first connection.
    Waiting.until(vertx, () -> server.connections().size() == 2 || startAndGiveUp(target(server)));

    server.requests().get(0).ok();
    assertThat(running.end().outcome()).isEqualTo(Outcome.SUCCESS);
    Waiting.until(vertx, () -> server.closed().contains(server.connections().get(0)));
  }

  @Test
  void answer_afterInterimOnes_isTheFinalOne() throws Exception {
    Http2Server server = server(request -> {
      request.interim(100);
      request.interim(102);
      request.interim(103);
      request.ok();
    });

    End end = calls.make(target(server));

    assertThat(end.answer().status()).isEqualTo(200);
    assertThat(end.answer().body().toString()).isEqualTo("{}");
  }

  @Test
  void streamThatEndedAfterGoAway_isWhole_thoughItsClientLagged() throws Exception {
    Http2Server server = server(request -> request.stream("one"));
    Call call = calls.start(target(server));
    call.pause();

    server.requests().get(0).goAway(1);
    HttpServerResponse response = server.requests().get(0).http().response();
    response.write("two");
    response.end("three");
    Waiting.until(vertx, () -> server.closed().size() == 1);
    call.resume();

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.taken()).isEqualTo("onetwothree");
  }

  @Test
  void streamWhoseClientLags_comesNoFurtherThanItsWindow_andHoldsUpNobody() throws Exception {
    int window = 1 << 20;
    Buffer more = Buffer.buffer(new byte[4 * window - 1]);
    Http2Server server = server(request -> {
      if (request.number() == 0) {
        request.stream("x");
      } else {
        request.ok();
      }
    });
    Call call = calls.start(target(server));
    call.pause();

    Future<Void> sent = server.requests().get(0).http().response().end(more);
    assertThat(outcomes(start(target(server), 40))).containsOnly(Outcome.SUCCESS);
    assertThat(sent.isComplete()).isFalse();
    assertThat(call.length()).isEqualTo(1);
    call.resume();

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(call.length()).isEqualTo(4 * window);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void connectionThatDies_takesAllItsCalls_andNoneIsRepeated() throws Exception {
    Http2Server server = server(request -> {
      if (request.number() < 2) {
        request.ok();
      }
    });
    calls.make(target(server));
    List<Call> running = calls.startAtOnce(target(server), 4);
    assertThat(running.get(0).end().outcome()).isEqualTo(Outcome.SUCCESS);
    Waiting.until(vertx, () -> server.requests().size() == 5);

    server.connections().get(0).close();

    assertThat(outcomes(running.subList(1, 4))).containsOnly(Outcome.CONNECTION_LOST);
    assertThat(server.requests()).hasSize(5);
  }

  @Test
  void connectionThatDiedIdle_costsEachCallARepeatInSilence() throws Exception {
    Http2Server server = server(request -> {
      if (request.connection() == 0 && request.number() > 0) {
        request.closeConnection();
      } else {
        request.ok();
      }
    });
    calls.make(target(server));

    assertThat(outcomes(start(target(server), 5))).containsOnly(Outcome.SUCCESS);

    assertThat(server.connections()).hasSize(2);
  }

  @Test
  void idleConnection_isClosed_andTheNextCallMakesAnother() throws Exception {
    calls = calls(Duration.ofSeconds(5), 4, Duration.ofMillis(100));
    Http2Server server = server(Request::ok);
    calls.make(target(server));

    Waiting.until(vertx, () -> server.closed().size() == 1);

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(2);
  }

  @Test
  void connectionInUse_isNotIdle() throws Exception {
    calls = calls(Duration.ofSeconds(5), 4, Duration.ofMillis(50));
    Http2Server server = server(request -> vertx.setTimer(300, id -> request.ok()));

    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.SUCCESS);

    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void silentConnection_isClosed_soThatItSwallowsNoMoreCalls() throws Exception {
    calls = calls(Duration.ofMillis(200), 4, LONG);
    Http2Server server = server(Request::ok);
    Wire wire = Wire.to(vertx, server.port());
    UpstreamTarget target = calls.tls(NAME, wire.port(), trust);
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);

    wire.cut();
    // Each of them is given up early, as the loser of a hedge is.
    Waiting.until(vertx, () -> wire.closed() == 1 || startAndGiveUp(target));

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(wire.connections()).isEqualTo(2);
  }

  @Test
  void silentConnection_thatWasIdle_costsTheCallsThatStillWaitARepeat() throws Exception {
    calls = calls(Duration.ofMillis(200), 4, LONG);
    Http2Server server = server(Request::ok);
    Wire wire = Wire.to(vertx, server.port());
    UpstreamTarget target = calls.tls(NAME, wire.port(), trust);
    calls.make(target);

    wire.cut();
    Call patient = calls.start(target);
    Waiting.until(vertx, () -> wire.closed() == 1 || startAndGiveUp(target));

    // Nobody can tell it from one that had died idle: it is repeated.
    assertThat(patient.end().outcome()).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void slowTarget_whoseConnectionLives_keepsIt() throws Exception {
    // Enough for a handshake on a busy machine, and less than the server takes to lose its patience
    // with 200 resets.
    calls = calls(Duration.ofMillis(150), 4, LONG);
    AtomicBoolean asked = new AtomicBoolean();
    Http2Server server = server(request -> {
      request.http().connection().pingHandler(ping -> asked.set(true));
      if (request.number() == 0) {
        // Long after the answer to a PING would have been due.
        vertx.setTimer(2_000, id -> request.ok());
      }
    });
    Call slow = calls.start(target(server));

    Waiting.until(vertx, () -> asked.get() || startAndGiveUpSeldom(target(server)));

    assertThat(slow.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void failedConnect_failsAllThatWaitForIt_atOnce() throws Exception {
    calls = new Calls(vertx, new UpstreamConfig(Duration.ofMillis(300), 4, LONG, true), () -> 0);
    RawServer mute = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.tls(NAME, mute.port(), trust);
    long began = System.nanoTime();

    assertThat(outcomes(start(target, 30))).containsOnly(Outcome.UNREACHABLE);

    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    assertThat(mute.connections()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void handshakeWithoutSettings_isUnreachableInBoundedTime() throws Exception {
    calls = calls(Duration.ofMillis(200), 4, LONG);
    NetServerOptions tls = authority.server(NAME).setUseAlpn(true);
    tls.getSslOptions().setApplicationLayerProtocols(List.of("h2"));
    RawServer mute = RawServer.start(vertx, tls, request -> {});

    assertThat(calls.make(calls.tls(NAME, mute.port(), trust)).outcome())
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void targetThatAllowsNoStream_isUnreachable_andIsNotConnectedToAgainAndAgain() throws Exception {
    Http2Server server = server(0, Request::ok);

    assertThat(outcomes(start(target(server), 5))).containsOnly(Outcome.UNREACHABLE);

    assertThat(server.connections()).hasSizeLessThanOrEqualTo(5);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void wrongName_isUnreachable_andNothingIsSent() throws Exception {
    Http2Server server = server(Request::ok);

    assertThat(calls.make(calls.tls("other.test", server.port(), trust)).outcome())
        .isEqualTo(Outcome.UNREACHABLE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void shutdown_letsRunningCallsFinish_thenCloses() throws Exception {
    Http2Server server = server(request -> {});
    Call call = calls.start(target(server));
    Waiting.until(vertx, () -> server.requests().size() == 1);

    Future<Void> shutdown = calls.onLoop(() -> calls.clients().shutdown(10_000));
    calls.settle();
    server.requests().get(0).ok();

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    shutdown.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    Waiting.until(vertx, () -> server.closed().size() == 1);
    assertThat(calls.make(target(server)).outcome()).isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void warmUp_connects_sendsNothing_andTheFirstCallTakesThatConnection() throws Exception {
    Http2Server server = server(Request::ok);
    UpstreamTarget target = target(server);

    Set<UpstreamTarget> reached = calls
        .onLoop(() -> new WarmUp(vertx, calls.clients(), List.of(target)).start())
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);

    assertThat(reached).containsExactly(target);
    assertThat(server.requests()).isEmpty();
    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
  }

  private boolean startAndGiveUp(UpstreamTarget target) {
    calls.startAndGiveUp(target, 30);
    return false;
  }

  /** At one look in five: the server ends a connection after 200 resets, of which a pause of a busy machine lets many through. */
  private boolean startAndGiveUpSeldom(UpstreamTarget target) {
    return looks++ % 5 == 0 && startAndGiveUp(target);
  }

  private List<Call> start(UpstreamTarget target, int count) throws Exception {
    List<Call> started = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      started.add(calls.start(target));
    }
    return started;
  }

  private static List<Outcome> outcomes(List<Call> calls) throws Exception {
    List<Outcome> outcomes = new ArrayList<>();
    for (Call call : calls) {
      outcomes.add(call.end().outcome());
    }
    return outcomes;
  }

  private UpstreamTarget target(Http2Server server) {
    return calls.tls(NAME, server.port(), trust);
  }

  private Http2Server server(Handler<Request> behaviour) throws Exception {
    return server(100, behaviour);
  }

  private Http2Server server(int streams, Handler<Request> behaviour) throws Exception {
    return Http2Server.start(vertx, authority.server(NAME), streams, behaviour);
  }

  private Calls calls(Duration connectTimeout, int connections, Duration keepAlive)
      throws Exception {
    return new Calls(vertx, new UpstreamConfig(connectTimeout, connections, keepAlive, true));
  }
}
