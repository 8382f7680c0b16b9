package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
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

/** No region can answer. */
class AllRegionsTest extends EndToEnd {

  @Test
  void everyRegionThrottles_leastRetryAfter() {
    world.start();
    world.fault(Fault.status(429, 30), LOCAL);
    world.fault(Fault.status(429, 7), NEXT);
    world.fault(Fault.status(429, 60), LAST);
    HttpResponse<Buffer> answer = world.predict();
    assertRetryAfter(7, answer);
    assertThat(attempts(answer))
        .containsExactly(
            LOCAL + " primary throttled",
            NEXT + " failover throttled",
            LAST + " failover throttled");
    assertReached(1, 1, 1);
  }

  @Test
  void throttledAndDown_isStillA429() {
    world.start();
    world.fault(Fault.status(429, 9), LOCAL);
    world.fault(Fault.status(503), NEXT, LAST);
    assertGatewayError(429, "RESOURCE_EXHAUSTED", world.predict());
  }

  @Test
  void everyRegionDown_503InBoundedTime() {
    world.start().fault(Fault.status(503), LOCAL, NEXT, LAST);
    assertUnavailable(world.predict());
    assertReached(1, 1, 1);
  }

  @Test
  void nobodyListens_503InBoundedTime() {
    world.start().fault(Fault.refuse(), LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    assertUnavailable(world.predict());
    assertThat(since(began)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void everyRegionSilent_504WithinTheDeadline() {
    world.model(model -> Configs.timeout(model, Duration.ofMillis(900)));
    world.start().fault(Fault.blackhole(), LOCAL, NEXT, LAST);
    long began = System.nanoTime();
    HttpResponse<Buffer> answer = world.predict();
    assertThat(since(began)).isBetween(Duration.ofMillis(890), Duration.ofSeconds(2));
    assertGatewayError(504, "DEADLINE_EXCEEDED", answer);
    assertThat(answer.getHeader("retry-after")).isNull();
    assertThat(attempts(answer))
        .allMatch(attempt -> attempt.endsWith(" timeout"))
        .hasSize(3);
    for (String region : world.regions.keySet()) {
      World.await(world
          .region(region)
          .counters()
          .when(counters -> counters.cancelled() == counters.requests()));
    }
  }

  @Test
  void errorsOfTargets_neverLeakIntoThoseOfTheGateway() {
    Fault secret = new Fault(new Effect.Status(503, null, "host 10.1.2.3 token ya29.x", null), 1);
    world.start().fault(secret, LOCAL, NEXT, LAST);
    HttpResponse<Buffer> answer = world.predict();
    assertUnavailable(answer);
    assertThat(answer.bodyAsString()).doesNotContain("10.1.2.3", "ya29", "127.0.0.1", "vertexai");
  }

  private static void assertRetryAfter(int seconds, HttpResponse<Buffer> answer) {
    assertGatewayError(429, "RESOURCE_EXHAUSTED", answer);
    assertThat(answer.getHeader("retry-after")).isEqualTo(Integer.toString(seconds));
    assertThat(answer.getHeader("x-should-retry")).isEqualTo("false");
  }
}
