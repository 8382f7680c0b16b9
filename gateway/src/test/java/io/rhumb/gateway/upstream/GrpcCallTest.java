package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.upstream.Calls.End;
import io.rhumb.gateway.upstream.Http2Server.Request;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetClient;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls over gRPC of targets that are asked for HTTP/2 by nothing else. */
final class GrpcCallTest {

  private static final String NAME = "a.target.test";
  private static final long INTERNAL_ERROR = 2;
  private static final Buffer MESSAGE = Buffer.buffer(new byte[] {0, 0, 0, 0, 1, 7});

  private static Certificates authority;

  @TempDir
  private static Path directory;

  private static TrustConfig trust;

  private Vertx vertx;
  private Calls calls;

  @BeforeAll
  static void issue() throws Exception {
    authority = Certificates.create();
    trust = authority.trust(directory);
  }

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
  void call_saysWhatIsTheTargetsOwn() throws Exception {
    CompletableFuture<Buffer> body = new CompletableFuture<>();
    Http2Server server = server(request -> request.http().body().onSuccess(whole -> {
      body.complete(whole);
      grpc(request).putTrailer("grpc-status", "0").end(MESSAGE);
    }));

    End end = call(
        server,
        HttpHeaders.headers()
            .add("content-type", "application/grpc")
            .add("te", "trailers")
            .add("grpc-timeout", "9S")
            .add("x-goog-request-params", "endpoint=any"));

    assertThat(end.outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(end.answer().body()).isEqualTo(MESSAGE);
    assertThat(end.answer().trailers().get("grpc-status")).isEqualTo("0");
    assertThat(body.get(10, TimeUnit.SECONDS).getString(7, 37))
        .isEqualTo("projects/p/locations/region/en");
    Request request = server.requests().get(0);
    assertThat(request.http().version()).isEqualTo(HttpVersion.HTTP_2);
    assertThat(request.http().path())
        .isEqualTo("/google.cloud.aiplatform.v1.PredictionService/Predict");
    MultiMap headers = request.http().headers();
    assertThat(headers.getAll("te")).containsExactly("trailers");
    assertThat(headers.getAll("x-goog-request-params"))
        .containsExactly("endpoint=projects%2Fp%2Flocations%2Fregion%2Fendpoints%2F1");
    // What is left, 4.321 s, and a second of grace.
    assertThat(headers.getAll("grpc-timeout")).containsExactly("5321m");
    assertThat(headers.contains("x-server-timeout")).isFalse();
  }

  @Test
  void targetThatKnowsOnlyHttp1_isNotAsked() throws Exception {
    Http2Server server = Http2Server.startHttp1(vertx, authority.server(NAME), Request::ok);

    assertThat(call(server, HttpHeaders.headers()).outcome()).isEqualTo(Outcome.WRONG_PROTOCOL);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void targetThatHasLearntHttp2_isAskedOnceThatIsNoticed() throws Exception {
    AtomicLong now = new AtomicLong();
    calls = new Calls(vertx, Calls.ONE_CONNECTION, now::get);
    Http2Server old = Http2Server.startHttp1(vertx, authority.server(NAME), Request::ok);
    Http2Server latest =
        server(request -> grpc(request).putHeader("grpc-status", "0").end());
    AtomicInteger behind = new AtomicInteger(old.port());
    UpstreamTarget target = calls.endpoint(NAME, portBefore(behind), trust);
    assertThat(outcome(target)).isEqualTo(Outcome.WRONG_PROTOCOL);
    behind.set(latest.port());

    now.addAndGet(AlpnOrigin.ASKED_AGAIN_AFTER.toNanos() - 1);
    assertThat(outcome(target)).isEqualTo(Outcome.WRONG_PROTOCOL);
    now.addAndGet(1);
    // Nobody waits for what the next ones will know.
    assertThat(outcome(target)).isEqualTo(Outcome.WRONG_PROTOCOL);

    Waiting.until(vertx, () -> !latest.connections().isEmpty());
    Outcome later = Outcome.WRONG_PROTOCOL;
    for (int i = 0; i < 1_000 && later == Outcome.WRONG_PROTOCOL; i++) {
      later = outcome(target);
    }
    assertThat(later).isEqualTo(Outcome.SUCCESS);
    assertThat(old.connections()).hasSize(1);
    assertThat(latest.connections()).hasSize(1);
  }

  /** A port whose connections go on to another one. */
  private int portBefore(AtomicInteger other) throws Exception {
    NetClient client = vertx.createNetClient();
    return vertx
        .createNetServer()
        .connectHandler(near -> {
          near.pause();
          client.connect(other.get(), "127.0.0.1").onSuccess(far -> {
            far.pipeTo(near);
            near.pipeTo(far);
          });
        })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS)
        .actualPort();
  }

  private Outcome outcome(UpstreamTarget target) throws Exception {
    return calls
        .startRpc(target, HttpHeaders.headers(), "projects/any/locations/any/endpoints/linear")
        .end()
        .outcome();
  }

  @Test
  void answerWithoutStatus_isLost() throws Exception {
    assertThat(outcome(request -> grpc(request).end(MESSAGE))).isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void answerCutBeforeItsStatus_isLost() throws Exception {
    Handler<Request> cut =
        request -> grpc(request).write(MESSAGE).onSuccess(out -> request.reset(INTERNAL_ERROR));

    assertThat(outcome(cut)).isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void statusInTheHead_isTheAnswer() throws Exception {
    End end = call(
        server(request -> grpc(request).putHeader("grpc-status", "3").end()),
        HttpHeaders.headers());

    assertThat(end.outcome()).isEqualTo(Outcome.REJECTED);
    assertThat(end.answer().code()).isEqualTo(400);
    assertThat(end.answer().hasTrailers()).isFalse();
  }

  private static HttpServerResponse grpc(Request request) {
    return request.http().response().putHeader("content-type", "application/grpc");
  }

  private Outcome outcome(Handler<Request> behaviour) throws Exception {
    return call(server(behaviour), HttpHeaders.headers()).outcome();
  }

  private Http2Server server(Handler<Request> behaviour) throws Exception {
    return Http2Server.start(vertx, authority.server(NAME), 10, behaviour);
  }

  private End call(Http2Server server, MultiMap headers) throws Exception {
    UpstreamTarget target = calls.endpoint(NAME, server.port(), trust);
    return calls
        .startRpc(target, headers, "projects/any/locations/any/endpoints/linear")
        .end();
  }
}
