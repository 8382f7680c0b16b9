package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.Answers.attempts;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Rows of the table in which a connection fails, before or after the request was sent. */
class BrokenConnectionTest extends EndToEnd {

  private static final Duration SHORT = Duration.ofSeconds(1);
  /** Enough for a handshake on a machine that does other things too. */
  private static final Duration CONNECT = Duration.ofSeconds(1);

  @Test
  void connectionRefused_nextAnswersAtOnce() {
    world.start().fault(Fault.refuse(), LOCAL);
    assertFailover("unreachable", world.predict());
    assertReached(0, 1, 0);
  }

  @Test
  void connectionRefused_costsNoAttempt() {
    world.model(model -> Configs.maxAttempts(model, 1)).start().fault(Fault.refuse(), LOCAL, NEXT);
    HttpResponse<Buffer> answer = world.predict();
    assertPredictedBy(LAST, answer);
    assertThat(attempts(answer))
        .containsExactly(
            LOCAL + " primary unreachable",
            NEXT + " failover unreachable",
            LAST + " failover success");
  }

  @Test
  void silenceAfterTheRequest_attemptTimesOut() {
    world
        .model(model -> Configs.attemptTimeout(model, SHORT))
        .start()
        .fault(Fault.blackhole(), LOCAL);
    assertFailover("timeout", world.predict());
    assertReached(1, 1, 0);
    World.await(world.region(LOCAL).counters().when(counters -> counters.cancelled() == 1));
  }

  @Test
  void resetBeforeTheHead_nextAnswers() {
    world.start();
    // Closes the connections that were opened ahead: their loss would be repeated in silence first.
    world.fault(Fault.refuse(), LOCAL);
    world.fault(Fault.reset(), LOCAL);
    assertFailover("connection-lost", world.predict());
    assertReached(1, 1, 0);
  }

  @Test
  void resetOfAConnectionOpenedAhead_repeatedOnceInSilence() {
    world.start().fault(Fault.reset(), LOCAL);
    assertFailover("connection-lost", world.predict());
    assertReached(2, 1, 0);
    assertThat(Scrape.of(world).attempts("outcome=\"connection-lost\"")).isEqualTo(1);
  }

  @Test
  void resetOfAReusedConnection_repeatedOnceInSilence() {
    world.start();
    // One connection of the client stays on one event loop, and so with one pool.
    RawClient client = RawClient.connect(world);
    World.await(client.predict().until(heard -> heard.contains("x-rhumb-target: " + LOCAL)));
    world.fault(Fault.reset(), LOCAL);
    String heard =
        World.await(client.predict().until(all -> all.contains("x-rhumb-target: " + NEXT)));
    assertThat(heard).contains("us-central1;kind=primary;outcome=connection-lost;");
    // The reused connection may have died while it was idle; the new one of the repeat cannot have.
    assertReached(3, 1, 0);
    assertThat(Scrape.of(world).attempts("outcome=\"connection-lost\"")).isEqualTo(1);
    client.close();
  }

  @Test
  void whatMustNotBeDoneTwice_isNeitherRepeatedNorServedElsewhere() {
    world.model(ModelConfig::once).start().fault(Fault.reset(), LOCAL);
    assertUnavailable(world.predict());
    assertReached(1, 0, 0);
  }

  @Test
  void whatMustNotBeDoneTwice_isServedElsewhereIfItWasTurnedAway() {
    world.model(ModelConfig::once).start().fault(Fault.status(503), LOCAL);
    assertFailover("unavailable", world.predict());
    assertReached(1, 1, 0);
  }

  @Test
  void connectionThatDiedIdle_isNoFailure() {
    world.start();
    assertServedLocally(world.predict());
    world.fault(Fault.refuse(), LOCAL);
    world.heal(LOCAL);
    assertServedLocally(world.predict());
    assertReached(2, 0, 0);
  }

  @Test
  void droppedConnect_nextAnswersAfterTheConnectTimeout() throws IOException {
    try (DeafPort port = DeafPort.dropping()) {
      startWith(target -> Configs.address(target, "127.0.0.1", port.number()));
      long began = System.nanoTime();
      assertFailover("unreachable", world.predict());
      assertThat(since(began)).isBetween(CONNECT, CONNECT.plusSeconds(2));
    }
  }

  @Test
  void silenceInsteadOfAHandshake_nextAnswersAfterTheConnectTimeout() throws IOException {
    try (DeafPort port = DeafPort.silent()) {
      startWith(target -> Configs.address(target, "127.0.0.1", port.number()));
      long began = System.nanoTime();
      assertFailover("unreachable", world.predict());
      assertThat(since(began)).isBetween(CONNECT, CONNECT.plusSeconds(2));
    }
  }

  @Test
  void nameThatDoesNotResolve_nextAnswers() {
    startWith(target -> Configs.address(target, "no-such-host.invalid", 443));
    assertFailover("unreachable", world.predict());
    assertReached(0, 1, 0);
  }

  @Test
  void resets_areNoAlarm() {
    try (LogLines log = new LogLines()) {
      world.start().fault(Fault.reset(), LOCAL);
      assertFailover("connection-lost", world.predict());
      assertThat(log.lines()).noneMatch(line -> line.startsWith("SEVERE"));
    }
  }

  @Test
  void truncatedBody_wholeAnswerComesFromTheNext() {
    world.start().fault(Fault.truncate(), LOCAL);
    assertFailover("connection-lost", world.predict());
    assertReached(1, 1, 0);
  }

  @Test
  void stalledBody_wholeAnswerComesFromTheNext() {
    world.model(model -> Configs.attemptTimeout(model, SHORT)).start().fault(Fault.stall(), LOCAL);
    assertFailover("timeout", world.predict());
    assertReached(1, 1, 0);
    World.await(world.region(LOCAL).counters().when(counters -> counters.cancelled() == 1));
  }

  @Test
  void slowBody_isWaitedForAndServed() {
    world.start().fault(Fault.slowBody(Duration.ofMillis(200)), LOCAL);
    assertServedLocally(world.predict());
    assertReached(1, 0, 0);
  }

  private static void startWith(UnaryOperator<TargetConfig> local) {
    world
        .target(LOCAL, local)
        .config(config -> Configs.connectTimeout(config, CONNECT))
        .start();
  }
}
