package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertGatewayError;
import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Tests of one class share a {@link World}; each starts a gateway of its own, which knows nothing of the others' faults. */
abstract class EndToEnd {

  static final String SERVED_LOCALLY = LOCAL + " primary success";

  static World world;

  @BeforeAll
  static void createWorld() {
    world = World.create();
    // The first handshakes of a process are slow enough to be taken for a fault.
    world.start().fault(Fault.status(503), LOCAL, NEXT);
    assertPredictedBy(LAST, world.predict());
  }

  @AfterAll
  static void closeWorld() {
    world.close();
  }

  @BeforeEach
  void restoreWorld() {
    world.restore();
    if (overHttp2()) {
      world.http2();
    }
  }

  /** Whether targets are asked for HTTP/2: for a subclass that makes the same tests over it. */
  boolean overHttp2() {
    return false;
  }

  static void assertServedLocally(HttpResponse<Buffer> answer) {
    assertPredictedBy(LOCAL, answer);
    assertThat(attempts(answer)).containsExactly(SERVED_LOCALLY);
  }

  /** The local region's attempt came to {@code outcome}, and the next region answered. */
  static void assertFailover(String outcome, HttpResponse<Buffer> answer) {
    assertPredictedBy(NEXT, answer);
    assertThat(attempts(answer))
        .containsExactly(LOCAL + " primary " + outcome, NEXT + " failover success");
  }

  static void assertUnavailable(HttpResponse<Buffer> answer) {
    assertGatewayError(503, "UNAVAILABLE", answer);
    assertThat(answer.getHeader("retry-after")).matches("[1-9]\\d?");
    assertThat(answer.getHeader("x-should-retry")).isEqualTo("false");
  }

  /** How many requests reached each region since the test began. */
  static void assertReached(long local, long next, long last) {
    assertThat(world.reached(LOCAL)).as(LOCAL).isEqualTo(local);
    assertThat(world.reached(NEXT)).as(NEXT).isEqualTo(next);
    assertThat(world.reached(LAST)).as(LAST).isEqualTo(last);
  }

  static Duration since(long beganNanos) {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }
}
