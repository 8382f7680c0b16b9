package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.Effect;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of outcomes, row by row: what the client sees, and what reached the regions. */
class OutcomeRowsTest extends EndToEnd {

  @Test
  void healthyRegion_nobodyElseIsAsked() {
    world.start();
    assertServedLocally(world.predict());
    assertReached(1, 0, 0);
  }

  @Test
  void status500_nextAnswers() {
    world.start().fault(Fault.status(500), LOCAL);
    assertFailover("internal-error", world.predict());
    assertReached(1, 1, 0);
  }

  @Test
  void status500Everywhere_relayedAfterTwoAttempts() {
    String words = "{\"error\":\"shapes (3,) and (4,) not aligned\"}";
    world.start().fault(new Fault(new Effect.Status(500, null, null, words), 1), LOCAL, NEXT, LAST);
    HttpResponse<Buffer> answer = world.predict();
    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.bodyAsString()).isEqualTo(words);
    assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(NEXT);
    assertThat(attempts(answer))
        .containsExactly(LOCAL + " primary internal-error", NEXT + " failover internal-error");
    assertReached(1, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {502, 503})
  void unavailable_nextAnswers(int status) {
    world.start().fault(Fault.status(status), LOCAL);
    assertFailover("unavailable", world.predict());
    assertFailover("unavailable", world.predict());
    assertReached(2, 2, 0);
  }

  /** What is behind a front end that says 502 may have done its work. */
  @Test
  void status502_ofWhatMayHappenOnceOnly_nobodyElseIsAsked() {
    world.model(Configs::once).start().fault(Fault.status(502), LOCAL);
    HttpResponse<Buffer> answer = world.predict();
    assertUnavailable(answer);
    assertThat(attempts(answer)).containsExactly(LOCAL + " primary connection-lost");
    assertReached(1, 0, 0);
  }

  @Test
  void status503_ofWhatMayHappenOnceOnly_nextAnswers() {
    world.model(Configs::once).start().fault(Fault.status(503), LOCAL);
    assertFailover("unavailable", world.predict());
    assertReached(1, 1, 0);
  }

  @Test
  void status504_nextAnswers() {
    world.start().fault(Fault.status(504), LOCAL);
    assertFailover("timeout", world.predict());
    assertReached(1, 1, 0);
  }

  @Test
  void status408_nextAnswersAndNothingIsHeldAgainstTheTarget() {
    world.start().fault(Fault.status(408), LOCAL);
    for (int i = 0; i < 8; i++) {
      assertFailover("request-timeout", world.predict());
    }
    assertReached(8, 8, 0);
  }

  @Test
  void status401Always_oneRepeatAndThenTheNext() {
    world.start().fault(Fault.status(401), LOCAL);
    assertFailover("unauthenticated", world.predict());
    assertThat(world.reached(LOCAL)).isBetween(1L, 2L);
    assertThat(world.reached(NEXT)).isEqualTo(1);
  }

  @Test
  void revokedToken_refreshedOnceAndRepeatedOnTheSameTarget() {
    world.start();
    long tokens = world.metadata.tokenRequests();
    world.tokens.revoke(world.metadata.currentToken().value());
    world.metadata.rotate();
    // Within a second of the last fetch the gateway does not ask for another
    // token: a target that refuses good ones must not make it. The second may
    // end between two attempts, so any region may be the one.
    AtomicReference<HttpResponse<Buffer>> answer = new AtomicReference<>();
    world.until("another token", () -> {
      world.regions.values().forEach(region -> region.counters().reset());
      answer.set(world.predict());
      return answer.get().statusCode() == 200;
    });
    assertThat(world.metadata.tokenRequests()).isEqualTo(tokens + 1);
    Counters answering = world.region(answer.get().getHeader("x-rhumb-target")).counters();
    assertThat(answering.answered(401)).isEqualTo(1);
    assertThat(answering.answered(200)).isEqualTo(1);
    assertServedLocally(world.predict());
  }

  @Test
  void status404_isTheAnswer() {
    world.start();
    assertRelayed(404);
  }

  @Test
  void status404WithFailoverOn404_nextAnswers() {
    world.model(Configs::failoverOn404).start().fault(Fault.status(404), LOCAL);
    assertFailover("not-found", world.predict());
    assertReached(1, 1, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 409, 413, 415, 422, 501})
  void rejected_isTheAnswer(int status) {
    world.start();
    assertRelayed(status);
  }

  @Test
  void rejections_areHeldAgainstNobody() {
    world.start().fault(Fault.status(422), LOCAL);
    for (int i = 0; i < 8; i++) {
      assertThat(world.predict().statusCode()).isEqualTo(422);
    }
    assertReached(8, 0, 0);
  }

  @Test
  void tenthOfAnswersBad_everyRequestPasses() {
    world.start().fault(Fault.status(500).withShare(0.1), LOCAL);
    for (int i = 0; i < 300; i++) {
      assertThat(world.predict().statusCode()).isEqualTo(200);
    }
    long bad = world.region(LOCAL).counters().answered(500);
    assertThat(bad).isBetween(10L, 60L);
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.attempts("outcome=\"internal-error\"")).isEqualTo(bad);
    assertThat(metrics.attempts("kind=\"failover\"", "outcome=\"success\"")).isEqualTo(bad);
    assertThat(metrics.attempts()).isEqualTo(world.reached(LOCAL) + world.reached(NEXT));
  }

  private static void assertRelayed(int status) {
    String words = "{\"error\":{\"code\":" + status + ",\"message\":\"in the model's own words\"}}";
    world.fault(new Fault(new Effect.Status(status, null, null, words), 1), LOCAL);
    HttpResponse<Buffer> answer = world.predict();
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.bodyAsString()).isEqualTo(words);
    assertThat(answer.getHeader("x-rhumb-target")).isEqualTo(LOCAL);
    assertThat(attempts(answer)).containsExactly(LOCAL + " primary rejected");
    assertReached(1, 0, 0);
  }
}
