package io.rhumb.gateway;

import static io.rhumb.gateway.Answers.assertPredictedBy;
import static io.rhumb.gateway.World.LAST;
import static io.rhumb.gateway.World.LOCAL;
import static io.rhumb.gateway.World.NEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.ext.web.client.HttpResponse;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A stop finishes what was begun, begins nothing new, and ends. */
class StopTest extends EndToEnd {

  private static final int IN_FLIGHT = 16;

  @Test
  void stopUnderLoad_everyRequestInFlightIsAnswered() {
    world.start().fault(Fault.latency(Duration.ofMillis(1_500)), LOCAL);
    List<Future<HttpResponse<Buffer>>> answers = begin();
    int port = world.gateway().port();
    int managementPort = world.gateway().managementPort();

    Future<Void> stopped = world.gateway().stop();
    HttpResponse<Buffer> health = world.management("/health/ready");
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.bodyAsString()).contains("stopping");
    assertThat(world.management("/health/live").statusCode()).isEqualTo(200);
    assertRefused(port);

    World.await(Future.join(answers));
    answers.forEach(answer -> assertPredictedBy(LOCAL, answer.result()));
    World.await(stopped);
    assertRefused(port);
    assertRefused(managementPort);
    assertReached(IN_FLIGHT, 0, 0);
  }

  @Test
  void requestThatOutlivesTheGrace_isCutOff() {
    world.config(config -> Configs.server(config, Duration.ofMinutes(11), Duration.ofMillis(300)));
    world.start().fault(Fault.blackhole(), LOCAL, NEXT, LAST);
    Future<HttpResponse<Buffer>> answer = world.sendPredict();
    World.await(world.region(LOCAL).counters().when(counters -> counters.inFlight() == 1));
    long began = System.nanoTime();
    World.await(world.gateway().stop());
    assertThat(since(began)).isBetween(Duration.ofMillis(290), Duration.ofSeconds(2));
    boolean cut = World.await(answer.transform(result -> Future.succeededFuture(result.failed())));
    assertThat(cut).isTrue();
    World.await(world.region(LOCAL).counters().when(counters -> counters.inFlight() == 0));
  }

  @Test
  void idleConnections_areClosedAtOnce() {
    world.start();
    RawClient client = RawClient.connect(world).predict();
    World.await(client.until(heard -> heard.contains("x-rhumb-target")));
    long began = System.nanoTime();
    World.await(world.gateway().stop());
    World.await(client.closed());
    assertThat(since(began)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void stopTwice_isFine() {
    world.start();
    Gateway gateway = world.gateway();
    World.await(gateway.stop());
    World.await(gateway.stop());
  }

  @Test
  void silentConnection_isClosedAfterTheIdleTimeout() {
    world
        .config(config -> Configs.server(config, Duration.ofMillis(500), Duration.ofSeconds(2)))
        .start();
    RawClient client = RawClient.connect(world);
    client.send("POST /predict HTTP/1.1\r\nhost: x\r\n");
    long began = System.nanoTime();
    assertThat(World.await(client.closed())).isEmpty();
    assertThat(since(began)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(3));
    assertReached(0, 0, 0);
  }

  private static List<Future<HttpResponse<Buffer>>> begin() {
    List<Future<HttpResponse<Buffer>>> answers = new ArrayList<>();
    for (int i = 0; i < IN_FLIGHT; i++) {
      answers.add(world.sendPredict());
    }
    World.await(world.region(LOCAL).counters().when(counters -> counters.inFlight() == IN_FLIGHT));
    return answers;
  }

  /** The kernel closes a port a moment after it was asked to. */
  private static void assertRefused(int port) {
    NetClient client = world.vertx.createNetClient();
    world.until("refused: " + port, () -> {
      Throwable failure = World.await(client
          .connect(port, "127.0.0.1")
          .transform(result -> Future.succeededFuture(result.cause())));
      return failure instanceof ConnectException;
    });
    World.await(client.close());
  }
}
