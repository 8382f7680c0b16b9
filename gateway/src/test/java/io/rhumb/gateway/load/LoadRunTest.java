package io.rhumb.gateway.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over real sockets, a hundred requests in a second. */
final class LoadRunTest {

  private static final long MILLI = 1_000_000L;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @Test
  void server_thatIsWell_answersAll() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    int port = server(request -> request.body().onSuccess(body -> {
      seen.add(request.method() + " " + request.uri() + " " + request.getHeader("content-type")
          + " " + request.getHeader("x-api-key") + " " + body);
      request
          .response()
          .putHeader("x-rhumb-target", "us-east4")
          .putHeader("x-rhumb-attempts", "a;outcome=reset;ms=1, b;outcome=success;ms=2")
          .end("{}");
    }));

    LoadReport report = run(Plans.of(port, 30).header("x-api-key: k"));

    assertThat(seen).containsExactly("POST /predict application/json k " + Plans.BODY);
    assertThat(report.counts().due()).isEqualTo(30);
    assertThat(report.counts().good()).isEqualTo(30);
    assertThat(report.outcomes()).containsOnlyKeys("200");
    assertThat(report.targets()).containsOnlyKeys("us-east4");
    assertThat(report.attempts()).containsOnlyKeys("2");
    assertThat(report.protocols()).containsExactly("HTTP/1.1");
    assertThat(report.lag().count()).isEqualTo(30);
    assertThat(report.allGood()).isTrue();
    assertThat(requests).hasValue(30);
  }

  @Test
  void server_thatStalls_showsInTheLatencyOfAllThatCameMeanwhile() {
    // It answers nobody before the last one has come: whoever waits for answers would wait for
    // ever.
    Promise<Void> last = Promise.promise();
    int port = server(request -> {
      last.future().onSuccess(v -> request.response().end());
      if (requests.get() == 50) {
        last.complete();
      }
    });

    LoadReport report = run(Plans.of(port, 50));

    assertThat(report.counts().good()).isEqualTo(50);
    assertThat(report.counts().mostInFlight()).isEqualTo(50);
    // The last one was due after 490 ms, and the one in the middle 250 ms before.
    assertThat(report.latency().max()).isGreaterThanOrEqualTo(489 * MILLI);
    assertThat(report.latency().p50()).isGreaterThanOrEqualTo(239 * MILLI);
  }

  @Test
  void server_thatRefuses_isToldFromOneThatDoesNotAnswer() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = socket.getLocalPort();
    }
    LoadReport report = run(Plans.of(port, 5));

    assertThat(report.outcomes()).containsOnlyKeys("not connected");
    assertThat(report.details().get("not connected")).containsIgnoringCase("refused");
    assertThat(report.latency().count()).isZero();
    assertThat(report.allGood()).isFalse();
  }

  @Test
  void silence_timesOut_andTheConnectionIsGivenUp() {
    Promise<Void> gone = Promise.promise();
    int port = server(request -> request.connection().closeHandler(v -> gone.tryComplete()));

    LoadReport report = run(Plans.of(port, 5).timeout(Duration.ofMillis(50)));

    assertThat(report.outcomes()).containsOnlyKeys("timed out");
    assertThat(report.outcomes().get("timed out").p50()).isGreaterThanOrEqualTo(49 * MILLI);
    await(gone.future());
  }

  @Test
  void moreThanMayBeInFlight_isNotSent() {
    int port = server(request -> {});

    LoadReport report = run(Plans.of(port, 10).maxInFlight(3).timeout(Duration.ofMillis(500)));

    assertThat(report.counts().notSent()).isEqualTo(7);
    assertThat(report.outcomes()).containsOnlyKeys("timed out", "not sent");
    assertThat(report.counts().mostInFlight()).isEqualTo(3);
    assertThat(requests).hasValue(3);
    assertThat(report.lag().count()).isEqualTo(3);
  }

  @Test
  void answer_thatBreaksOff_isNoAnswer() {
    int port = server(request -> {
      request.response().setChunked(true);
      request.response().write("half").onComplete(v -> request.connection().close());
    });

    LoadReport report = run(Plans.of(port, 5));

    assertThat(report.outcomes()).containsOnlyKeys("broken off");
    assertThat(report.counts().answered()).isZero();
  }

  @Test
  void stream_isTimedToItsFirstByteToo() {
    Promise<Void> last = Promise.promise();
    int port = server(request -> {
      request.response().setChunked(true).putHeader("content-type", "text/event-stream");
      request.response().write("data: 1\n\n");
      last.future().onSuccess(v -> request.response().end("data: 2\n\n"));
      if (requests.get() == 40) {
        last.complete();
      }
    });

    LoadReport report = run(Plans.of(port, 40));

    assertThat(report.latency().max()).isGreaterThanOrEqualTo(389 * MILLI);
    assertThat(report.firstByte().p50()).isLessThan(report.latency().p50());
    assertThat(report.firstByte().count()).isEqualTo(40);
  }

  /** How many streams a connection has is between the generator and the server: the clients that it stands for would not wait for one. */
  @Test
  void http2_waitForAStream_isTheGeneratorsOwnLag() {
    Http2Settings oneStream = new Http2Settings().setMaxConcurrentStreams(1);
    int port = await(vertx
            .createHttpServer(new HttpServerOptions().setInitialSettings(oneStream))
            .requestHandler(
                request -> vertx.setTimer(50, id -> request.response().end()))
            .listen(0, "127.0.0.1"))
        .actualPort();

    LoadReport report = run(Plans.of(port, 20).connections(1, true));

    assertThat(report.counts().good()).isEqualTo(20);
    // The last one was due after 190 ms, and 19 of 50 ms came before it.
    assertThat(report.lag().max()).isGreaterThanOrEqualTo(700 * MILLI);
    assertThat(report.doubtful()).isTrue();
    assertThat(LoadText.of(report)).contains("--connections");
  }

  @Test
  void http2_sharesConnections() {
    Promise<Void> last = Promise.promise();
    int port = server(request -> {
      assertThat(request.version()).isEqualTo(HttpVersion.HTTP_2);
      last.future().onSuccess(v -> request.response().end());
      if (requests.get() == 20) {
        last.complete();
      }
    });

    LoadReport report = run(Plans.of(port, 20).connections(1, true));

    assertThat(report.counts().good()).isEqualTo(20);
    assertThat(report.protocols()).containsExactly("HTTP/2");
    assertThat(connections).hasValue(1);
  }

  @Test
  void certificate_thatNobodyVouchesFor_isNotTrusted() {
    IssuedCertificate certificate = ThrowawayAuthority.create().issue(List.of("localhost"));
    int port = await(vertx
            .createHttpServer(new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(certificate.keyCertOptions()))
            .requestHandler(request -> request.response().end())
            .listen(0, "127.0.0.1"))
        .actualPort();
    LoadPlan plain = Plans.of(port, 2).plan();
    LoadReport report = run(new Plans(new LoadPlan(
        new LoadTarget(true, "localhost", port, "/"),
        plain.headers(),
        plain.body(),
        plain.arrivals(),
        plain.perSecond(),
        plain.duration(),
        plain.warmUp(),
        plain.timeout(),
        plain.connections(),
        plain.maxInFlight(),
        plain.http2(),
        plain.seed())));

    assertThat(report.outcomes()).containsOnlyKeys("not connected");
  }

  @Test
  void warmUp_reachesTheServer_andIsNotCounted() {
    int port = server(request -> request.response().end());
    LoadReport report = run(Plans.of(port, 10).warmUp(Duration.ofMillis(200)));

    // 100 in a second for a fifth of one, times the mean of a twentieth and one: 10.5.
    assertThat(report.counts().warmUp()).isEqualTo(11);
    assertThat(report.counts().due()).isEqualTo(10);
    assertThat(requests).hasValue(21);
  }

  @Test
  void stop_endsAtOnce_withTheFiguresSoFar() {
    Promise<Void> third = Promise.promise();
    List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
    int port = server(request -> {
      if (requests.get() <= 2) {
        request.response().end();
      } else {
        held.add(request);
        third.tryComplete();
      }
    });
    LoadRun run = LoadRun.start(vertx, Plans.of(port, 1_000_000).plan(), System::nanoTime);
    await(third.future());
    run.stop();
    LoadReport report = await(run.over());
    run.stop();

    assertThat(report.counts().good()).isEqualTo(2);
    assertThat(report.counts().unfinished())
        .isEqualTo(report.counts().due() - 2)
        .isPositive();
    assertThat(report.allGood()).isTrue();
    assertThat(report.dueForNanos()).isLessThan(Duration.ofSeconds(60).toNanos());
  }

  private LoadReport run(Plans plans) {
    return await(LoadRun.start(vertx, plans.plan(), System::nanoTime).over());
  }

  private int server(Handler<HttpServerRequest> handler) {
    return await(vertx
            .createHttpServer()
            .connectionHandler(connection -> connections.incrementAndGet())
            .requestHandler(request -> {
              requests.incrementAndGet();
              handler.handle(request);
            })
            .listen(0, "127.0.0.1"))
        .actualPort();
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException failure) {
      throw new AssertionError(failure);
    }
  }
}
