package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.rhumb.gateway.OtlpReceiver.Seen;
import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TracesConfig;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.strategy.StrategySpec;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.client.HttpRequest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Spans as whoever receives them sees them, and that nobody else notices whether he does. */
final class TracesTest extends EndToEnd {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final String PARENT = "00-" + TRACE + "-" + SPAN;

  private OtlpReceiver receiver;
  private ScriptedRegion scripted;

  @BeforeEach
  void listen() {
    receiver = OtlpReceiver.start(world.vertx);
    scripted = ScriptedRegion.start(world.vertx);
  }

  @AfterEach
  void hangUp() {
    world.stopGateway();
    assertThat(receiver.problems()).isEmpty();
    receiver.stop();
    scripted.stop();
  }

  private World traced(double sample) {
    return traced(new TracesConfig(receiver.endpoint(), sample, Optional.empty()));
  }

  private static World traced(TracesConfig traces) {
    return world.config(config -> config.withTraces(traces));
  }

  private TargetConfig scripted(TargetConfig target) {
    return target.region().equals(LOCAL)
        ? Configs.address(Configs.plain(target), "127.0.0.1", scripted.port())
        : target;
  }

  /** Waits for so many spans; the stop of the gateway sends what is left. */
  private List<Seen> spans(int count) {
    world.stopGateway();
    world.until(count + " spans", () -> receiver.spans().size() >= count);
    assertThat(receiver.spans()).hasSize(count);
    return receiver.spans();
  }

  private static Seen server(List<Seen> spans) {
    return spans.stream()
        .filter(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
        .findFirst()
        .orElseThrow();
  }

  private static Seen to(String target, List<Seen> spans) {
    return spans.stream()
        .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
        .filter(span -> target.equals(span.get("rhumb.target")))
        .findFirst()
        .orElseThrow();
  }

  private static HttpRequest<Buffer> predict(String header, String value) {
    return world.post("/predict?key=secret").putHeader(header, value);
  }

  private static void send(HttpRequest<Buffer> request) {
    await(request.sendBuffer(Buffer.buffer(World.BODY)));
  }

  @Test
  void failover_isOneServerSpan_andAClientSpanForEachAttempt() {
    traced(0).start().fault(Fault.status(503), LOCAL);
    send(predict("traceparent", PARENT + "-01").putHeader("user-agent", "a client/1"));
    List<Seen> spans = spans(3);

    Seen server = server(spans);
    assertThat(server.name()).isEqualTo("POST predict");
    assertThat(server.traceId()).isEqualTo(TRACE);
    assertThat(server.parentId()).isEqualTo(SPAN);
    assertThat(server.error()).isFalse();
    assertThat(server.attributes())
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.response.status_code", 200L)
        .containsEntry("url.path", "/predict")
        .containsEntry("url.scheme", "http")
        .containsEntry("network.protocol.version", "1.1")
        .containsEntry("user_agent.original", "a client/1")
        .containsEntry("client.address", "127.0.0.1")
        .containsEntry("gen_ai.request.model", "linear")
        .containsEntry("gen_ai.operation.name", "predict")
        .containsEntry("rhumb.outcome", "answered")
        .containsEntry("rhumb.target", NEXT)
        .containsEntry("rhumb.plan", List.of(LOCAL, NEXT, LAST))
        .doesNotContainKeys("error.type", "url.query", "url.full");
    Seen first = to(LOCAL, spans);
    assertThat(first.name()).isEqualTo("predict linear");
    assertThat(first.traceId()).isEqualTo(TRACE);
    assertThat(first.parentId()).isEqualTo(server.spanId());
    assertThat(first.error()).isTrue();
    assertThat(first.attributes())
        .containsEntry("rhumb.attempt.kind", "primary")
        .containsEntry("rhumb.attempt.outcome", "unavailable")
        .containsEntry("rhumb.target.region", LOCAL)
        .containsEntry("http.response.status_code", 503L)
        .containsEntry("error.type", "unavailable")
        .containsEntry("gen_ai.request.model", "linear")
        .containsEntry("gen_ai.provider.name", "gcp.vertex_ai")
        .containsEntry("server.address", World.endpoint(LOCAL).pscName())
        .containsKey("rhumb.attempt.reason");
    Seen second = to(NEXT, spans);
    assertThat(second.error()).isFalse();
    assertThat(second.attributes())
        .containsEntry("rhumb.attempt.kind", "failover")
        .containsEntry("rhumb.attempt.outcome", "success")
        .containsEntry("http.response.status_code", 200L)
        .doesNotContainKey("error.type");
    assertThat(receiver.resources().get(0))
        .containsEntry("service.name", "rhumb")
        .containsEntry("cloud.region", LOCAL);
  }

  @Test
  void loserOfAHedge_hasASpanThatEnds_andIsNoError() {
    traced(1)
        .model(model -> Configs.strategy(
            model,
            new StrategySpec("hedged", Map.of("of", "local-first", "budget", 1, "delay", "20ms"))))
        .start()
        .fault(Fault.latency(Duration.ofSeconds(2)), LOCAL);
    assertPredictedBy(NEXT, world.predict());
    List<Seen> spans = spans(3);

    Seen loser = to(LOCAL, spans);
    assertThat(loser.get("rhumb.attempt.outcome")).isEqualTo("lost");
    assertThat(loser.error()).isFalse();
    assertThat(Duration.ofNanos(loser.nanos())).isLessThan(Duration.ofSeconds(2));
    assertThat(to(NEXT, spans).get("rhumb.attempt.kind")).isEqualTo("hedge");
    assertThat(server(spans).parentId()).isEmpty();
  }

  @Test
  void target_isToldOfTheSpanOfItsAttempt_andOfNoOther() {
    traced(0).target(this::scripted).start();
    MultiMap headers = headersAtTheTarget(
        predict("x-cloud-trace-context", TRACE + "/1;o=1").putHeader("tracestate", "a=1"));
    Seen attempt = to(LOCAL, spans(2));

    assertThat(headers.getAll("traceparent"))
        .containsExactly("00-" + TRACE + "-" + attempt.spanId() + "-01");
    assertThat(headers.get("tracestate")).isEqualTo("a=1");
    assertThat(headers.contains("x-cloud-trace-context")).isFalse();
  }

  @Test
  void whatIsNotSampled_leavesNoSpan_andIsPassedOnAsItCame() {
    traced(1).target(this::scripted).start();
    MultiMap headers = headersAtTheTarget(predict("traceparent", PARENT + "-00"));
    assertThat(headers.get("traceparent")).isEqualTo(PARENT + "-00");
    world.stopGateway();
    assertThat(receiver.spans()).isEmpty();
  }

  @Test
  void withoutTraces_whatTheClientSays_isPassedOn() {
    world.target(this::scripted).start();
    MultiMap headers = headersAtTheTarget(
        predict("traceparent", PARENT + "-01").putHeader("x-cloud-trace-context", TRACE + "/1"));
    assertThat(headers.get("traceparent")).isEqualTo(PARENT + "-01");
    assertThat(headers.get("x-cloud-trace-context")).isEqualTo(TRACE + "/1");
  }

  @Test
  void withoutAParent_aShareIsTraced() {
    traced(0.5).start();
    int requests = 64;
    for (int i = 0; i < requests; i++) {
      world.predict();
    }
    world.stopGateway();
    world.until("spans", () -> !receiver.spans().isEmpty());
    // Of 64 by chance fewer than 8, or more than 56, are traced once in ten
    // thousand million times.
    assertThat(receiver.spans()).hasSizeBetween(2 * 8, 2 * 56);
  }

  private MultiMap headersAtTheTarget(HttpRequest<Buffer> request) {
    var answer = request.sendBuffer(Buffer.buffer(World.BODY));
    ScriptedRegion.Call call = scripted.next();
    MultiMap headers = call.headers();
    call.response().end("{}");
    assertThat(await(answer).statusCode()).isEqualTo(200);
    return headers;
  }

  @Test
  void streamThatIsCut_isAnErrorOfItsAttempt_andOfTheRequest() {
    traced(1).target(this::scripted).start();
    RawClient client = RawClient.connect(world).predict();
    ScriptedRegion.Call call = scripted.next().events();
    await(call.send("data: 1\n\n"));
    await(client.until(heard -> heard.contains("data: 1")));
    call.cut();
    await(client.closed());
    List<Seen> spans = spans(2);

    assertThat(to(LOCAL, spans).get("rhumb.attempt.outcome")).isEqualTo("stream-cut");
    assertThat(to(LOCAL, spans).get("http.response.status_code")).isEqualTo(200L);
    assertThat(server(spans).get("rhumb.outcome")).isEqualTo("stream-cut");
    assertThat(server(spans).get("error.type")).isEqualTo("stream-cut");
    assertThat(server(spans).error()).isTrue();
  }

  @Test
  void refusedRequest_isAServerSpanAlone_andNoErrorOfTheServer() {
    traced(1).start();
    await(world.post("/predict/other").sendBuffer(Buffer.buffer(World.BODY)));
    Seen server = server(spans(1));
    assertThat(server.get("rhumb.outcome")).isEqualTo("refused");
    assertThat(server.get("http.response.status_code")).isEqualTo(404L);
    assertThat(server.error()).isFalse();
  }

  @Test
  void grpc_isTracedAsAnyOther_withTheStatusThatItAmountsTo() {
    traced(1).start();
    String resource = "projects/any/locations/any/endpoints/linear";
    Buffer message = Buffer.buffer()
        .appendByte((byte) 0)
        .appendInt(2 + resource.length())
        .appendByte((byte) 0x0a)
        .appendByte((byte) resource.length())
        .appendString(resource);
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    await(client
        .request(
            HttpMethod.POST,
            world.gateway().port(),
            "127.0.0.1",
            "/google.cloud.aiplatform.v1.PredictionService/Predict")
        .compose(request -> request
            .putHeader("content-type", "application/grpc")
            .putHeader("te", "trailers")
            .send(message))
        .compose(answer -> answer.end()));
    await(client.close());
    world.stopGateway();
    world.until("spans", () -> receiver.spans().size() >= 2);

    Seen server = server(receiver.spans());
    assertThat(server.attributes())
        .containsEntry("rpc.system", "grpc")
        .containsEntry("network.protocol.version", "2")
        .containsEntry("gen_ai.request.model", "linear");
    // The stand-ins do not speak gRPC, and say so in HTTP's own words.
    Seen attempt = to(LOCAL, receiver.spans());
    assertThat(attempt.parentId()).isEqualTo(server.spanId());
    assertThat(attempt.error()).isTrue();
    assertThat((Long) attempt.get("http.response.status_code")).isBetween(400L, 599L);
  }

  @Test
  void allRegionsDown_isAnErrorWithATypeOfItsOwn() {
    traced(1).start().fault(Fault.status(503), LOCAL, NEXT, LAST);
    assertThat(world.predict().statusCode()).isEqualTo(503);
    List<Seen> spans = spans(4);
    assertThat(server(spans).error()).isTrue();
    assertThat(server(spans).get("error.type")).isEqualTo("unavailable");
  }

  @Test
  void health_hasNoSpan() {
    traced(1).start();
    for (int i = 0; i < 3; i++) {
      assertThat(world.health().statusCode()).isEqualTo(200);
    }
    world.predict();
    spans(2);
  }

  @Test
  void secrets_areInNoSpan() {
    traced(1).start();
    Secrets.plant(world);
    world.stopGateway();
    world.until("spans", () -> receiver.spans().size() > 20);
    assertThat(receiver.spans().toString()).doesNotContainIgnoringCase(Secrets.MARK);
  }

  @Test
  void log_hasTheTraceThatTheGatewayBegan() {
    Captured captured = Captured.create();
    traced(1)
        .config(config -> config
            .withTraces(new TracesConfig(receiver.endpoint(), 1, Optional.empty()))
            .withLogs(new LogsConfig(
                LogsConfig.Format.JSON,
                LogsConfig.Requests.ALL,
                1,
                100,
                Optional.of("my-project"))))
        .out(captured.stream())
        .start();
    world.predict();
    Seen server = server(spans(2));
    assertThat(captured.lines().get(0).getString("logging.googleapis.com/trace"))
        .isEqualTo("projects/my-project/traces/" + server.traceId());
    assertThat(captured.lines().get(0).getString("logging.googleapis.com/spanId"))
        .isEqualTo(server.spanId());
  }

  @Test
  void header_isSentToTheReceiver() throws IOException {
    Path file = Files.writeString(world.folder().resolve("traces-key"), "a key\n");
    traced(new TracesConfig(
            receiver.endpoint(),
            1,
            Optional.of(new CredentialConfig.HeaderFromFile("x-key", file))))
        .start();
    world.predict();
    spans(2);
    assertThat(receiver.keys()).containsOnly("a key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret-1\nsecret-2", "\ufeffsecret-1"})
  void headerThatCannotBeOne_isNeitherSentNorLogged(String key) throws IOException {
    Path file = Files.writeString(world.folder().resolve("traces-key"), key);
    try (LogLines log = new LogLines()) {
      traced(new TracesConfig(
              receiver.endpoint(),
              1,
              Optional.of(new CredentialConfig.HeaderFromFile("x-key", file))))
          .start();
      world.predict();
      world.stopGateway();

      assertThat(log.lines().toString())
          .contains("traces.header: " + file + ": ")
          .doesNotContain("secret");
    }
    assertThat(spans(2)).isNotEmpty();
    assertThat(receiver.keys()).isEmpty();
  }

  @Test
  void methodThatNobodyKnows_isNoNameOfASpan() {
    traced(1).start();
    String method = "X".repeat(100);
    await(RawClient.connect(world)
        .send(method + " /nowhere HTTP/1.1\r\nhost: x\r\n\r\n")
        .until(heard -> heard.contains("HTTP/1.1 404")));
    Seen server = server(spans(1));
    assertThat(server.name()).isEqualTo("HTTP");
    assertThat(server.attributes())
        .containsEntry("http.request.method", "_OTHER")
        .containsEntry("http.request.method_original", "X".repeat(16));
  }

  @Test
  void receiverThatIsSilent_delaysNeitherRequestsNorTheStop() {
    receiver.silent();
    traced(1).start();
    for (int i = 0; i < 1_500; i++) {
      assertThat(world.predict().statusCode()).isEqualTo(200);
    }
    assertStopsSoon();
  }

  @Test
  void receiverThatIsNotThere_delaysNeitherRequestsNorTheStop() {
    traced(new TracesConfig(URI.create("http://127.0.0.1:1"), 1, Optional.empty()))
        .start();
    for (int i = 0; i < 100; i++) {
      assertThat(world.predict().statusCode()).isEqualTo(200);
    }
    assertStopsSoon();
  }

  private static void assertStopsSoon() {
    long began = System.nanoTime();
    world.stopGateway();
    assertThat(since(began)).isLessThan(Duration.ofSeconds(5));
  }
}
