package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Effect;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Targets that ask to be left alone are. */
class CooldownTest extends EndToEnd {

  @Test
  void status503WithRetryAfter_targetIsLeftAlone() {
    world.start().fault(Fault.status(503, 60), LOCAL);
    assertFailover("unavailable", world.predict());
    assertLeftAlone();
  }

  @Test
  void status429WithRetryAfter_targetIsLeftAlone() {
    world.start().fault(Fault.status(429, 60), LOCAL);
    assertFailover("throttled", world.predict());
    assertLeftAlone();
  }

  @Test
  void status429WithRetryInfo_targetIsLeftAlone() {
    world.start();
    String info =
        "{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\","
            + "\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"41.5s\"}]}}";
    world.fault(new Fault(new Effect.Status(429, null, null, info), 1), LOCAL, NEXT, LAST);
    assertRetryAfter(42, world.predict());
    assertReached(1, 1, 1);
    assertRetryAfter(42, world.predict());
    assertReached(1, 1, 1);
  }

  @Test
  void status429WithoutATime_targetCoolsForAboutASecond() {
    assertCoolsForAboutASecond(Fault.status(429));
  }

  /** Who says "at once" whenever he refuses would be asked by every request. */
  @Test
  void status429WithRetryAfterOfZero_isAsWithout() {
    assertCoolsForAboutASecond(Fault.status(429, 0));
  }

  private static void assertCoolsForAboutASecond(Fault throttled) {
    world.start().fault(throttled, LOCAL);
    long began = System.nanoTime();
    assertFailover("throttled", world.predict());
    world.heal(LOCAL);
    world.until(
        "the cooldown is over", () -> attempts(world.predict()).get(0).equals(SERVED_LOCALLY));
    // Jittered by a half: 0.5 s to 1 s.
    assertThat(since(began)).isGreaterThan(Duration.ofMillis(500));
    assertThat(world.reached(LOCAL)).isEqualTo(2);
  }

  @Test
  void notReadyModel_keepsATrickleUntilItIsWarm() {
    String message = "Model is not yet ready for inference. Please wait and try again.";
    world.start().fault(new Fault(new Effect.Status(429, null, message, null), 1), LOCAL);
    long began = System.nanoTime();
    assertFailover("not-ready", world.predict());
    world.until("the trickle", () -> {
      HttpResponse<Buffer> answer = world.predict();
      assertPredictedBy(NEXT, answer);
      return attempts(answer).size() == 2;
    });
    assertThat(since(began)).isGreaterThan(Duration.ofMillis(990));
    assertThat(world.reached(LOCAL)).isEqualTo(2);

    world.heal(LOCAL);
    world.until("warm", () -> attempts(world.predict()).get(0).equals(SERVED_LOCALLY));
    assertThat(world.reached(LOCAL)).isEqualTo(3);
  }

  /** It was asked once, and is not asked again. */
  private static void assertLeftAlone() {
    for (int i = 0; i < 5; i++) {
      HttpResponse<Buffer> answer = world.predict();
      assertPredictedBy(NEXT, answer);
      assertThat(attempts(answer)).containsExactly(NEXT + " primary success");
    }
    assertReached(1, 6, 0);
    assertThat(Scrape.of(world).availability(LOCAL)).isEqualTo("cooling");
  }

  private static void assertRetryAfter(int seconds, HttpResponse<Buffer> answer) {
    assertGatewayError(429, "RESOURCE_EXHAUSTED", answer);
    assertThat(answer.getHeader("retry-after")).isEqualTo(Integer.toString(seconds));
  }
}
