package io.rhumb.gateway.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.predict.Models;
import io.rhumb.gateway.predict.SampleModels;
import io.rhumb.gateway.reload.ConfigStatus;
import io.rhumb.gateway.telemetry.DecisionLog;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.web.Router;
import java.net.Socket;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How much is kept for somebody who watches. */
final class WatcherTest {

  private static final long SECOND = 1_000_000_000L;
  private static final List<String> MODELS =
      IntStream.range(0, 8).mapToObj(i -> "m" + i).toList();
  private static final List<String> TARGETS = IntStream.range(0, 32)
      .mapToObj(i -> "europe-west" + i + "-of-a-name-that-is-long")
      .toList();

  private final Vertx vertx = Vertx.vertx();
  /** Vert.x closes a client that nobody holds. */
  private final HttpClient client = vertx.createHttpClient();

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  @Test
  void gatewayWithManyTargets_isToldInOneEvent() throws Exception {
    HttpServer server = serve(scene());
    Promise<JsonObject> hello = Promise.promise();
    RecordParser parser = RecordParser.newDelimited("\n\n", text -> {
      String data = text.toString().replaceFirst("(?s).*?data: ", "");
      if (text.toString().contains("event: hello")) {
        hello.tryComplete(new JsonObject(data));
      }
    });
    client
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/console/feed")
        .compose(request -> request.send())
        .onFailure(hello::tryFail)
        .onSuccess(response -> response
            .handler(parser)
            .exceptionHandler(hello::tryFail)
            .endHandler(v -> hello.tryFail("it ended")));
    JsonObject told = await(hello.future());
    assertThat(told.encode().length()).isGreaterThan(512 * 1024);
    assertThat(told.getJsonObject("history").getJsonObject("m7").getJsonObject("targets"))
        .hasSize(TARGETS.size());
  }

  /** A connection that is closed in order stays as long as its client takes nothing. */
  @Test
  void whoReadsNothing_isCutOff() throws Exception {
    Promise<Void> gone = Promise.promise();
    HttpServer server = await(vertx
        .createHttpServer()
        .requestHandler(request -> {
          Watcher watcher = new Watcher(vertx.getOrCreateContext(), request, null, true);
          request.response().exceptionHandler(cut -> {}).closeHandler(v -> gone.tryComplete());
          // More than the sockets of both ends hold.
          watcher.welcome(Buffer.buffer(new byte[32 << 20]));
          watcher.tell(Buffer.buffer(new byte[33 << 20]));
        })
        .listen(0, "127.0.0.1"));
    try (Socket deaf = new Socket("127.0.0.1", server.actualPort())) {
      deaf.getOutputStream().write("GET / HTTP/1.1\r\nhost: localhost\r\n\r\n".getBytes(US_ASCII));
      await(gone.future());
    }
  }

  private HttpServer serve(Scene scene) throws Exception {
    ConsoleFeed feed = new ConsoleFeed(scene);
    await(vertx.deployVerticle(feed));
    Router router = Router.router(vertx);
    new ConsoleRoute(feed, true).addTo(router);
    return await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  /** Five minutes of traffic everywhere, and as many decisions as are kept. */
  private static Scene scene() {
    Models models = SampleModels.of(new SimpleMeterRegistry(), MODELS, TARGETS);
    TrafficHistory traffic = new TrafficHistory();
    DecisionLog decisions = new DecisionLog(InstantSource.system());
    for (int second = 0; second < 300; second++) {
      RequestRecord record =
          Requests.answered(second * SECOND, TARGETS.subList(0, 3), failuresBeforeSuccess());
      decisions.onEnd(record, null);
      for (String model : MODELS) {
        traffic.of(model).requests().count(Count.ENDED, second * SECOND);
        for (String target : TARGETS) {
          Traffic at = traffic.of(model).at(target);
          at.count(Count.ENDED, second * SECOND);
          at.waited(20 * Requests.MILLI + second * 1_000L, second * SECOND);
        }
      }
    }
    ConfigStatus status = new ConfigStatus(
        "file", 1, Instant.now(), Optional.empty(), Optional.empty(), Optional.empty());
    return new Scene(
        "europe-west1",
        () -> 300 * SECOND,
        () -> models,
        () -> status,
        Optional::empty,
        traffic,
        decisions,
        Optional::empty);
  }

  private static Outcome[] failuresBeforeSuccess() {
    return new Outcome[] {Outcome.UNAVAILABLE, Outcome.UNAVAILABLE, Outcome.SUCCESS};
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }
}
