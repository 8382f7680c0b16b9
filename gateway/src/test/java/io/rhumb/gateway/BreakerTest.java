package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A target that fails persistently is left alone, and taken back once it is well. */
class BreakerTest extends EndToEnd {

  /** Failures in a row after which a breaker opens. */
  private static final int TRIP = 4;

  private static final String PROBED = LOCAL + " probe success";

  @Test
  void persistent503_soonNoAttemptAtAll() {
    world.breakerReset(Duration.ofMinutes(5)).start().fault(Fault.status(503), LOCAL);
    for (int i = 0; i < 50; i++) {
      assertPredictedBy(NEXT, world.predict());
    }
    assertReached(TRIP, 50, 0);
    assertThat(attempts(world.predict())).containsExactly(NEXT + " primary success");
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("breaker-open");
    assertThat(target(LOCAL).getString("availability")).isEqualTo("breaker-open");
    assertThat(target(NEXT).getString("availability")).isEqualTo("admitted");
  }

  @Test
  void unreachable_soonNoAttemptAtAll() {
    world.breakerReset(Duration.ofMinutes(5)).start().fault(Fault.refuse(), LOCAL);
    for (int i = 0; i < 20; i++) {
      assertPredictedBy(NEXT, world.predict());
    }
    assertThat(Scrape.of(world).attempts("outcome=\"unreachable\"")).isEqualTo(TRIP);
  }

  @Test
  void healedTarget_isProbedAndTakenBack() {
    world.breakerReset(Duration.ofMillis(100)).start();
    open(LOCAL);
    world.heal(LOCAL);
    List<String> first = new ArrayList<>();
    world.until("a probe", () -> first.addAll(attempts(world.predict())) && first.contains(PROBED));
    // A tenth of the requests at first, more every two seconds.
    world.until(
        "requests come back", () -> attempts(world.predict()).get(0).equals(SERVED_LOCALLY));
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("admitted");
  }

  @Test
  void failedProbe_opensAgainAndCostsTheClientNothing() {
    world.breakerReset(Duration.ofMillis(100)).start();
    open(LOCAL);
    for (int i = 0; i < 2; i++) {
      world.until("a probe", () -> {
        HttpResponse<Buffer> answer = world.predict();
        assertPredictedBy(NEXT, answer);
        return attempts(answer).contains(LOCAL + " probe unavailable");
      });
    }
    assertThat(world.reached(LOCAL)).isEqualTo(TRIP + 2);
  }

  /** Ten attempts at once, and ten a second from then on: all others are refused without asking anybody. */
  @Test
  void everyBreakerOpen_503AtOnceAndFewAreAsked() {
    world.breakerReset(Duration.ofMinutes(5)).start();
    open(LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    int lastResorts = 0;
    for (int i = 0; i < 60; i++) {
      HttpResponse<Buffer> answer = world.predict();
      Answers.assertGatewayError(503, "UNAVAILABLE", answer);
      assertThat(Integer.parseInt(answer.getHeader("retry-after"))).isBetween(200, 360);
      assertThat(attempts(answer)).hasSizeLessThanOrEqualTo(1);
      lastResorts += attempts(answer).size();
    }
    assertThat(lastResorts).isBetween(10, 11 + (int) (since(began).toMillis() / 100));
    long reached = world.reached(LOCAL) + world.reached(NEXT) + world.reached(LAST);
    assertThat(reached).isEqualTo(3 * TRIP + lastResorts);
    assertThat(world.health().statusCode()).isEqualTo(200);
  }

  @Test
  void everyBreakerOpen_andAllWellAgain_nextRequestIsAnsweredAtOnce() {
    world.breakerReset(Duration.ofMinutes(5)).start();
    open(LOCAL, NEXT, LAST);
    world.heal(LOCAL);
    world.heal(NEXT);
    world.heal(LAST);

    HttpResponse<Buffer> answer = world.predict();

    assertThat(answer.statusCode()).isEqualTo(200);
    String region = answer.getHeader("x-rhumb-target");
    assertThat(attempts(answer)).containsExactly(region + " probe success");
    for (int i = 0; i < 20; i++) {
      assertThat(world.predict().statusCode()).isEqualTo(200);
    }
    assertThat(Scrape.of(world).availability(region)).isEqualTo("admitted");
  }

  /** The gateway starved, and many requests at once opened every breaker; the regions never were ill. */
  @Test
  void everyBreakerOpenUnderLoad_andAllWellAgain_answersWithinAFractionOfASecond() {
    world.breakerReset(Duration.ofMinutes(5)).start();
    world.fault(Fault.status(503), LOCAL, NEXT, LAST);
    List<Future<HttpResponse<Buffer>>> starved = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      starved.add(world.sendPredict());
    }
    starved.forEach(World::await);
    assertThat(Scrape.of(world).availability(LAST)).isEqualTo("breaker-open");
    world.heal(LOCAL);
    world.heal(NEXT);
    world.heal(LAST);

    long began = System.nanoTime();
    world.until("an answer", () -> world.predict().statusCode() == 200);
    assertThat(since(began)).isLessThan(Duration.ofSeconds(1));
  }

  private static void open(String... regions) {
    world.fault(Fault.status(503), regions);
    for (int i = 0; i < TRIP; i++) {
      world.predict();
    }
    for (String region : regions) {
      assertThat(world.reached(region)).isGreaterThanOrEqualTo(TRIP);
    }
  }

  private static JsonObject target(String id) {
    return world.management("/targets").bodyAsJsonObject().getJsonArray("linear").stream()
        .map(JsonObject.class::cast)
        .filter(target -> target.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }
}
