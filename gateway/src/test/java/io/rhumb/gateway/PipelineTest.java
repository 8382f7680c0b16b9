package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand requests in one go on one connection. */
final class PipelineTest extends EndToEnd {

  private static final int MANY = 10_000;
  private static final String HEALTH = "GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n";
  private static final String LAST_ONE = "GET /last HTTP/1.1\r\nhost: x\r\n\r\n";

  @BeforeEach
  void start() {
    world.start();
  }

  @Test
  void answeredAtOnce_areAllAnswered() {
    RawClient client = RawClient.connect(world).send(HEALTH.repeat(MANY) + LAST_ONE);

    String heard = World.await(client.until(text -> text.contains("HTTP/1.1 404 ")));

    assertThat(heard.split("HTTP/1.1 200 ", -1)).hasSize(MANY + 1);
    client.close();
  }

  @Test
  void waitingForTheFirst_areKeptAsBytes_andAnsweredAfterIt() {
    world.fault(Fault.blackhole(), LOCAL);
    RawClient client = RawClient.connect(world).predict();
    World.await(world.region(LOCAL).counters().when(seen -> seen.inFlight() == 1));

    client.send(HEALTH.repeat(MANY) + LAST_ONE);
    world.heal(LOCAL);

    String heard = World.await(client.until(text -> text.contains("HTTP/1.1 404 ")));
    assertThat(heard.split("HTTP/1.1 200 ", -1)).hasSize(MANY + 2);
    client.close();
  }

  @Test
  void aFew_waitingForTheFirst_areAnsweredInOrder() {
    RawClient client = RawClient.connect(world).predict().send(HEALTH.repeat(50) + LAST_ONE);

    String heard = World.await(client.until(text -> text.contains("HTTP/1.1 404 ")));

    assertThat(heard.split("HTTP/1.1 200 ", -1)).hasSize(52);
    assertThat(heard.indexOf("modelVersionId")).isLessThan(heard.indexOf("UP"));
    client.close();
  }

  @Test
  void head_amongOthers_isAnsweredWithoutABody() {
    String head = "HEAD /predict HTTP/1.1\r\nhost: x\r\n\r\n";
    RawClient client = RawClient.connect(world).send(HEALTH + head + HEALTH + LAST_ONE);

    String heard = World.await(client.until(text -> text.contains("HTTP/1.1 404 ")));

    assertThat(heard.substring(heard.indexOf("HTTP/1.1 405 ")))
        .matches("(?s)HTTP/1.1 405 [^{]*\r\n\r\nHTTP/1.1 200 .*");
    client.close();
  }

  @Test
  void answersThatAreNotTaken_areKeptBack_untilTheyAre() {
    RawClient deaf = RawClient.connect(world).pause();

    // More than the sockets of both sides hold.
    for (int i = 0; i < 4; i++) {
      deaf.send(HEALTH.repeat(MANY));
    }
    deaf.send(LAST_ONE);

    assertServedLocally(world.predict());
    deaf.resume();
    String heard =
        World.await(deaf.until(text -> text.indexOf("HTTP/1.1 404 ", text.length() - 1000) >= 0));
    assertThat(heard.split("HTTP/1.1 200 ", -1)).hasSize(4 * MANY + 1);
    deaf.close();
  }
}
