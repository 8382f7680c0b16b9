package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client's time: what it asks for, what it gets, and what happens when it leaves. */
class DeadlineTest extends EndToEnd {

  @Test
  void shorterTimeout_isHonoured() {
    world.start().fault(Fault.blackhole(), LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    HttpResponse<Buffer> answer = predictWithin("0.4");
    assertThat(since(began)).isBetween(Duration.ofMillis(390), Duration.ofMillis(1_500));
    assertGatewayError(504, "DEADLINE_EXCEEDED", answer);
    for (String region : world.regions.keySet()) {
      Counters counters = world.region(region).counters();
      World.await(counters.when(seen -> seen.cancelled() == seen.requests()));
    }
  }

  @Test
  void longerTimeout_isClippedToTheModels() {
    world.model(model -> Configs.timeout(model, Duration.ofMillis(400)));
    world.start().fault(Fault.blackhole(), LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    HttpResponse<Buffer> answer = predictWithin("3600");
    assertThat(since(began)).isBetween(Duration.ofMillis(390), Duration.ofMillis(1_500));
    assertGatewayError(504, "DEADLINE_EXCEEDED", answer);
  }

  @Test
  void enoughTimeForTheNextRegion_isLeftToIt() {
    world.start().fault(Fault.blackhole(), LOCAL);
    assertThat(predictWithin("2").getHeader("x-rhumb-target")).isEqualTo(NEXT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "0", "-1", "1e3", "5s", "0x10", "1,5", ""})
  void garbage_400AndNobodyIsAsked(String timeout) {
    world.start();
    HttpResponse<Buffer> answer = predictWithin(timeout);
    assertGatewayError(400, "INVALID_ARGUMENT", answer);
    assertThat(answer.bodyAsString()).contains("x-server-timeout", "expected");
    assertReached(0, 0, 0);
  }

  @Test
  void impatientClients_openNoBreaker() {
    world.start().fault(Fault.latency(Duration.ofMillis(400)), LOCAL, NEXT, LAST);
    for (int i = 0; i < 8; i++) {
      HttpResponse<Buffer> answer = predictWithin("0.05");
      assertGatewayError(504, "DEADLINE_EXCEEDED", answer);
      assertThat(attempts(answer)).allMatch(attempt -> attempt.endsWith(" impatient"));
    }
    Scrape metrics = Scrape.of(world);
    for (String region : world.regions.keySet()) {
      assertThat(metrics.availability(region)).isEqualTo("admitted");
      world.heal(region);
    }
    assertServedLocally(world.predict());
  }

  /** Targets that give up when they were told to are no sicker than those that do not. */
  @Test
  void impatientClients_ofTargetsThatKeepToWhatTheyAreTold_openNoBreaker() {
    HttpServer obedient = world.vertx.createHttpServer().requestHandler(request -> {
      double seconds = Double.parseDouble(request.getHeader("x-server-timeout"));
      world.vertx.setTimer(
          Math.max(1, (long) (seconds * 1_000)),
          id -> request.response().setStatusCode(504).end());
    });
    World.await(obedient.listen(0, "127.0.0.1"));
    world
        .target(
            target -> Configs.address(Configs.plain(target), "127.0.0.1", obedient.actualPort()))
        .start();
    for (int i = 0; i < 8; i++) {
      HttpResponse<Buffer> answer = predictWithin("0.05");
      assertGatewayError(504, "DEADLINE_EXCEEDED", answer);
      assertThat(attempts(answer)).allMatch(attempt -> attempt.endsWith(" impatient"));
    }
    Scrape metrics = Scrape.of(world);
    for (String region : world.regions.keySet()) {
      assertThat(metrics.availability(region)).isEqualTo("admitted");
    }
    world.stopGateway();
    World.await(obedient.close());
  }

  @Test
  void clientThatLeaves_takesItsAttemptAlong() {
    world.start().fault(Fault.blackhole(), LOCAL);
    Counters counters = world.region(LOCAL).counters();
    Duration quickest = Duration.ofDays(1);
    for (int i = 1; i <= 5; i++) {
      long times = i;
      RawClient client = RawClient.connect(world).predict();
      World.await(counters.when(seen -> seen.inFlight() == 1));
      long left = System.nanoTime();
      client.close();
      World.await(counters.when(seen -> seen.cancelled() == times));
      Duration took = since(left);
      quickest = took.compareTo(quickest) < 0 ? took : quickest;
    }
    // The quickest of five, since the machine may be busy; a timer in between would show in each.
    assertThat(quickest).isLessThan(Duration.ofMillis(100));
    assertReached(5, 0, 0);
    world.until("counted", () -> Scrape.of(world).attempts("outcome=\"client-gone\"") == 5);
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.inFlight()).isZero();
    assertThat(metrics.availability(LOCAL)).isEqualTo("admitted");
  }

  @Test
  void clientThatLeavesBeforeItsBodyIsThere_costsNoAttempt() {
    world.start();
    RawClient client = RawClient.connect(world);
    client.send(
        "POST /predict HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 100\r\n\r\n");
    World.await(client.until(heard -> heard.contains("100 Continue")));
    client.send("{\"instances\":[[1.0]").close();
    assertServedLocally(world.predict());
    assertReached(1, 0, 0);
  }

  @Test
  void timeoutWithItsUnit_isHonoured() {
    world.start().fault(Fault.blackhole(), LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    HttpResponse<Buffer> answer = predict("x-rhumb-timeout", "400ms");
    assertThat(since(began)).isBetween(Duration.ofMillis(390), Duration.ofMillis(1_500));
    assertGatewayError(504, "DEADLINE_EXCEEDED", answer);
  }

  @Test
  void timeoutWithoutItsUnit_400AndNobodyIsAsked() {
    world.start();
    HttpResponse<Buffer> answer = predict("x-rhumb-timeout", "2");
    assertGatewayError(400, "INVALID_ARGUMENT", answer);
    assertThat(answer.bodyAsString()).contains("x-rhumb-timeout", "expected");
    assertReached(0, 0, 0);
  }

  /** An attempt has half of what is left where another target could still answer, and its target a second of grace. */
  @Test
  void eachAttempt_tellsItsTargetWhatIsLeftForIt() {
    world.start().fault(Fault.blackhole(), LOCAL);
    assertPredictedBy(NEXT, predict("x-rhumb-timeout", "2s"));
    assertThat(told(LOCAL)).isBetween(1.5, 2.0);
    assertThat(told(NEXT)).isBetween(1.1, 1.5);
    assertThat(world.region(LAST).counters().serverTimeout()).isNull();
  }

  /** A client's clock runs from when it begins to ask. */
  @ParameterizedTest
  @ValueSource(strings = {"/predict", "/v1/chat/completions"})
  void bodyThatIsNotWholeInTime_504AndNobodyIsAsked(String path) {
    world.start();
    long began = System.nanoTime();
    RawClient client = RawClient.connect(world)
        .send("POST " + path
            + " HTTP/1.1\r\nhost: x\r\nx-server-timeout: 0.4\r\ncontent-length: 100\r\n\r\n{");
    String heard = World.await(client.until(text -> text.contains("}}")));
    assertThat(since(began)).isBetween(Duration.ofMillis(390), Duration.ofMillis(1_500));
    assertThat(heard).startsWith("HTTP/1.1 504 ").contains("DEADLINE_EXCEEDED");
    assertReached(0, 0, 0);
    client.close();
  }

  @Test
  void timeThatTheBodyTook_isNotLeftToTheAttempts() {
    world.start();
    RawClient client = RawClient.connect(world)
        .send("POST /predict HTTP/1.1\r\nhost: x\r\nx-server-timeout: 2.5\r\ncontent-length: "
            + World.BODY.length() + "\r\n\r\n");
    world.vertx.setTimer(500, id -> client.send(World.BODY));
    World.await(client.until(text -> text.contains("[1.0,2.0,3.0]")));
    // 2.0, and half of what the gateway was late to read the head; 2.25 if the time of the body
    // were left.
    assertThat(told(LOCAL)).isLessThan(2.12);
    client.close();
  }

  @Test
  void clientsOwnTimeout_isReplacedByThatOfTheAttempt() {
    world.start();
    assertServedLocally(predictWithin("3600"));
    assertThat(told(LOCAL)).isBetween(3.0, 4.0);
  }

  private static double told(String region) {
    String seconds = world.region(region).counters().serverTimeout();
    assertThat(seconds).matches("\\d+(\\.\\d{3})?");
    return Double.parseDouble(seconds);
  }

  private static HttpResponse<Buffer> predict(String header, String value) {
    return World.await(
        world.post("/predict").putHeader(header, value).sendBuffer(Buffer.buffer(World.BODY)));
  }

  private static HttpResponse<Buffer> predictWithin(String seconds) {
    return predict("x-server-timeout", seconds);
  }
}
