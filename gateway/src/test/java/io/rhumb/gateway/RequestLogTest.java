package io.rhumb.gateway;

import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static io.rhumb.gateway.World.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.LogsConfig;
import io.rhumb.gateway.config.LogsConfig.Requests;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The line of each request, as a gateway writes it. */
final class RequestLogTest extends EndToEnd {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";
  private static final int MANY = 100_000;

  private static Captured start(Captured captured, Requests requests, double sample, int most) {
    LogsConfig logs =
        new LogsConfig(LogsConfig.Format.JSON, requests, sample, most, Optional.of("my-project"));
    world.config(config -> config.withLogs(logs)).out(captured.stream()).start();
    return captured;
  }

  private static Captured start(Requests requests, double sample, int most) {
    return start(Captured.create(), requests, sample, most);
  }

  private static List<JsonObject> linesAtTheEnd(Captured captured) {
    world.stopGateway();
    return captured.lines();
  }

  /** So many requests at once for a model that is not there. */
  private static void refused(int times) {
    List<Future<HttpResponse<Buffer>>> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(world.post("/predict/other").sendBuffer(Buffer.buffer(World.BODY)));
    }
    await(Future.all(answers));
    assertThat(answers).allMatch(answer -> answer.result().statusCode() == 404);
  }

  @Test
  void failover_hasALine_thatTellsIt() {
    Captured captured = start(Requests.SAMPLED, 0, 100);
    world.fault(Fault.status(503), LOCAL);
    HttpResponse<Buffer> answer = await(world
        .post("/predict?key=a-secret-key")
        .putHeader("user-agent", "a client/1")
        .putHeader("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
        .sendBuffer(Buffer.buffer(World.BODY)));

    JsonObject line = linesAtTheEnd(captured).get(0);

    assertThat(line.getString("severity")).isEqualTo("WARNING");
    assertThat(line.getString("requestId")).isEqualTo(answer.getHeader("x-request-id"));
    assertThat(line.getString("target")).isEqualTo(NEXT);
    assertThat(line.getJsonArray("plan")).containsExactly(LOCAL, NEXT, LAST);
    assertThat(line.getJsonArray("attempts").getJsonObject(0).getString("outcome"))
        .isEqualTo("unavailable");
    assertThat(line.getJsonArray("attempts").getJsonObject(1).getString("kind"))
        .isEqualTo("failover");
    JsonObject http = line.getJsonObject("httpRequest");
    assertThat(http.getString("requestMethod")).isEqualTo("POST");
    assertThat(http.getString("requestUrl")).isEqualTo("/predict");
    assertThat(http.getInteger("status")).isEqualTo(200);
    assertThat(http.getString("userAgent")).isEqualTo("a client/1");
    assertThat(http.getString("remoteIp")).isEqualTo("127.0.0.1");
    assertThat(http.getString("protocol")).isEqualTo("HTTP/1.1");
    assertThat(http.getString("requestSize")).isEqualTo(Integer.toString(World.BODY.length()));
    assertThat(http.getString("responseSize"))
        .isEqualTo(Integer.toString(answer.body().length()));
    assertThat(http.getString("latency")).matches("\\d+\\.\\d{6}s");
    assertThat(line.getString("logging.googleapis.com/trace"))
        .isEqualTo("projects/my-project/traces/" + TRACE);
    assertThat(line.getString("logging.googleapis.com/spanId")).isEqualTo(SPAN);
    assertThat(line.getBoolean("logging.googleapis.com/trace_sampled")).isTrue();
  }

  @Test
  void methodThatIsTooLong_isCut() {
    Captured captured = start(Requests.ALL, 1, 100);
    await(RawClient.connect(world)
        .send("X".repeat(1_000) + " /nowhere HTTP/1.1\r\nhost: x\r\n\r\n")
        .until(heard -> heard.contains("HTTP/1.1 404")));

    JsonObject line = linesAtTheEnd(captured).get(0);

    assertThat(line.getString("message")).startsWith("X".repeat(16) + " /nowhere: 404 ");
    assertThat(line.getJsonObject("httpRequest").getString("requestMethod"))
        .isEqualTo("X".repeat(16));
  }

  @Test
  void ordinaryRequests_thatAreNotInTheSample_areCounted() {
    Captured captured = start(Requests.SAMPLED, 0, 100);
    for (int i = 0; i < 7; i++) {
      world.predict();
    }
    List<JsonObject> lines = linesAtTheEnd(captured);
    assertThat(lines).hasSize(1);
    assertThat(lines.get(0).getString("severity")).isEqualTo("INFO");
    assertThat(lines.get(0).getJsonObject("leftOut").getInteger("ordinary")).isEqualTo(7);
  }

  @Test
  void outage_hasNoMoreLinesThanTheBound_andEveryRequestIsLineOrCount() {
    Captured captured = start(Requests.SAMPLED, 1, 5);
    world.fault(Fault.status(503), LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    int requests = 200;
    for (int i = 0; i < requests; i++) {
      assertThat(world.predict().statusCode()).isEqualTo(503);
    }
    long seconds = since(began).toSeconds() + 2;
    List<JsonObject> lines = linesAtTheEnd(captured);
    List<JsonObject> own =
        lines.stream().filter(line -> line.containsKey("requestId")).toList();
    assertThat(own).isNotEmpty().hasSizeLessThanOrEqualTo((int) (5 * seconds));
    assertThat(own).allMatch(line -> line.getString("severity").equals("ERROR"));
    int leftOut = lines.stream()
        .filter(line -> line.containsKey("leftOut"))
        .mapToInt(line -> line.getJsonObject("leftOut").getInteger("overRate"))
        .sum();
    assertThat(own.size() + leftOut).isEqualTo(requests);
  }

  @Test
  void outputThatNobodyReads_delaysNoRequest_andTheNextLineSaysWhatIsMissing() {
    Captured captured = start(Captured.stuck(), Requests.ALL, 1, MANY);
    for (int i = 0; i < 25; i++) {
      refused(60);
    }
    assertThat(captured.text()).isEmpty();
    long began = System.nanoTime();
    world.stopGateway();
    assertThat(since(began)).isLessThan(Duration.ofSeconds(10));

    captured.flow();
    world.until("all is written", () -> captured.text().contains("leftOut"));

    // The first is in the hands of the writer, a thousand wait.
    world.until("all is written", () -> captured.text().lines().count() >= 1_001);
    int missing = captured.lines().stream()
        .filter(line -> line.containsKey("leftOut"))
        .mapToInt(line -> line.getJsonObject("leftOut").getInteger("overQueue"))
        .sum();
    long own =
        captured.lines().stream().filter(line -> line.containsKey("requestId")).count();
    assertThat(own).isBetween(1_000L, 1_001L);
    assertThat(own + missing).isEqualTo(25 * 60);
  }

  @Test
  void secrets_areInNoLine_whateverBecomesOfTheRequest() {
    Captured captured = start(Requests.ALL, 1, MANY);
    try (LogLines others = new LogLines()) {
      Secrets.plant(world);
      world.fault(Fault.status(503), LOCAL);
      Secrets.plant(world);
      world.fault(Fault.status(503), LOCAL, NEXT, LAST);
      Secrets.plant(world);
      world.fault(Fault.status(401), LOCAL, NEXT, LAST);
      Secrets.plant(world);
      List<JsonObject> lines = linesAtTheEnd(captured);

      assertThat(lines).hasSizeGreaterThan(4 * 10);
      assertThat(lines.stream().map(line -> line.getString("outcome")))
          .contains("answered", "unavailable", "refused");
      assertThat(captured.text()).doesNotContainIgnoringCase(Secrets.MARK);
      assertThat(String.join("\n", others.lines())).doesNotContainIgnoringCase(Secrets.MARK);
    }
  }

  @Test
  void text_isOneLineEach_whateverAClientSends() {
    Captured captured = Captured.create();
    world
        .config(config -> config.withLogs(
            new LogsConfig(LogsConfig.Format.TEXT, Requests.ALL, 1, MANY, Optional.empty())))
        .out(captured.stream())
        .start();
    RawClient client = RawClient.connect(world);
    client.send("POST /none%0a\u009b31m HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n");
    world.until("it is answered", () -> client.heard().contains("404"));
    client.close();
    world.predict();
    world.stopGateway();
    assertThat(captured.text().lines()).hasSize(2);
    assertThat(captured.text())
        .contains(
            "INFO POST /none%0a?31m: 404 refused in ", "INFO predict linear: 200 answered in ");
  }
}
