package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.LimitsConfig;
import io.rhumb.gateway.limit.Bounds;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time take nobody else's. */
final class SlowClientTest extends EndToEnd {

  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final String HEAD = "POST /predict HTTP/1.1\r\nhost: x\r\n";

  private static void limited(LimitsConfig limits) {
    world.config(c -> Configs.limits(c, limits)).startUnready().awaitReady();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /predict HT", "POST /predict HTTP/1.1\r\nhost: x\r\nx-a: b", "GET"})
  void headThatTrickles_408_andTheConnectionEnds(String start) {
    limited(Bounds.times(SHORT, LONG));
    RawClient slow = RawClient.connect(world).send(start);
    long trickle = world.vertx.setPeriodic(20, id -> slow.send("x"));

    String heard = World.await(slow.closed());

    world.vertx.cancelTimer(trickle);
    assertThat(heard)
        .startsWith("HTTP/1.1 408 ")
        .contains("\"DEADLINE_EXCEEDED\"", "x-request-id: ", "connection: close");
    assertServedLocally(world.predict());
    assertReached(1, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "P", "PRI * HTTP/2.0\r\n\r\nSM"})
  void clientThatDoesNotSayWhatItSpeaks_isClosed(String start) {
    limited(Bounds.times(SHORT, LONG));

    assertThat(World.await(RawClient.connect(world).send(start).closed())).isEmpty();
  }

  @Test
  void laterHeadThatTrickles_408_afterTheAnswerToTheFirst() {
    limited(Bounds.times(SHORT, LONG));
    RawClient slow = RawClient.connect(world).predict();
    World.await(slow.until(text -> text.contains("modelVersionId")));
    slow.send("POST /pre");

    assertThat(World.await(slow.closed())).containsSubsequence("HTTP/1.1 200 ", "HTTP/1.1 408 ");
  }

  @Test
  void idleConnection_outlivesTheHeadTimeout() {
    limited(Bounds.times(SHORT, LONG));
    RawClient client = RawClient.connect(world).predict();
    World.await(client.until(text -> text.contains("modelVersionId")));
    // Whoever came later and did not get on has been given up by then.
    World.await(RawClient.connect(world).send("POST /pre").closed());

    client.predict();

    World.await(client.until(text -> text.split("modelVersionId", -1).length == 3));
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"content-length: 5000", "transfer-encoding: chunked"})
  void bodyThatTrickles_408_andTheConnectionEnds_andNothingIsHeld(String length) {
    limited(Bounds.times(LONG, SHORT));
    RawClient slow = RawClient.connect(world).send(HEAD + length + "\r\n\r\n");
    String piece = length.startsWith("t") ? "1\r\nx\r\n" : "x";
    long trickle = world.vertx.setPeriodic(20, id -> slow.send(piece));

    String heard = World.await(slow.closed());

    world.vertx.cancelTimer(trickle);
    assertThat(heard)
        .startsWith("HTTP/1.1 408 ")
        .contains("\"DEADLINE_EXCEEDED\"", "x-request-id: ", "connection: close");
    assertReached(0, 0, 0);
    assertThat(Scrape.of(world).lines())
        .contains("rhumb_buffered_bytes 0.0", "rhumb_requests_in_flight 0.0");
  }

  @Test
  void http2BodyThatTrickles_408_andOtherStreamsAreServed() {
    limited(Bounds.times(LONG, SHORT));
    HttpClient client = world.vertx.createHttpClient(new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false));
    Future<Integer> slow = client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
        .compose(request -> {
          request.setChunked(true);
          request.write(Buffer.buffer("x"));
          return request.response();
        })
        .map(response -> response.statusCode());

    assertThat(World.await(slow)).isEqualTo(408);
    int other = World.await(client
        .request(HttpMethod.POST, world.gateway().port(), "127.0.0.1", "/predict")
        .compose(request -> request.send(Buffer.buffer(World.BODY)))
        .map(response -> response.statusCode()));
    assertThat(other).isEqualTo(200);
    World.await(client.close());
  }

  @Test
  void answerThatIsNotTaken_isGivenUp() {
    world.region(
        LOCAL,
        endpoint -> world.authority.issue(endpoint.names()),
        stub -> stub.withResponseBytes(10 << 20));
    limited(Bounds.times(LONG, SHORT));
    RawClient deaf = RawClient.connect(world).pause().predict();
    World.await(world.region(LOCAL).counters().when(seen -> seen.answered() == 1));

    world.until("nothing held", () -> Scrape.of(world)
        .lines()
        .containsAll(List.of("rhumb_buffered_bytes 0.0", "rhumb_requests_in_flight 0.0")));

    deaf.close();
    world.usualRegion(LOCAL);
  }

  @Test
  void connectionsBeyondTheBound_areClosedAtOnce_andOthersServed() {
    limited(Bounds.connections(3));
    List<RawClient> open = new ArrayList<>();
    RawClient served = RawClient.connect(world).predict();
    World.await(served.until(text -> text.contains("modelVersionId")));
    for (long before = connections(); before < 3; before++) {
      long now = before + 1;
      open.add(RawClient.connect(world));
      world.until("accepted", () -> connections() == now);
    }
    RawClient beyond = RawClient.connect(world).predict();

    assertThat(World.await(beyond.closed())).isEmpty();
    served.predict();
    World.await(served.until(text -> text.split("modelVersionId", -1).length == 3));
    assertThat(Scrape.of(world).sum("rhumb_overload_refused_total", "reason=\"connection\""))
        .isEqualTo(1);

    open.forEach(RawClient::close);
    served.close();
    world.until("room again", () -> connections() <= 1);
    assertServedLocally(world.predict());
  }

  private static long connections() {
    return Scrape.of(world).lines().stream()
        .filter(line -> line.startsWith("rhumb_client_connections "))
        .mapToLong(line -> (long) Double.parseDouble(line.split(" ", 2)[1]))
        .sum();
  }
}
