package io.rhumb.gateway;

import static io.rhumb.gateway.Http2Frames.END_HEADERS;
import static io.rhumb.gateway.Http2Frames.END_STREAM;
import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.stub.Fault;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 clients that keep the gateway busy with nothing. */
final class Http2FloodTest extends EndToEnd {

  /** ENHANCE_YOUR_CALM (RFC 9113, section 7). */
  private static final long CALM = 11;

  /** SETTINGS_INITIAL_WINDOW_SIZE (RFC 9113, section 6.5.2). */
  private static final int INITIAL_WINDOW_SIZE = 4;

  @Test
  void oneRequest_isServed() {
    world.start();
    RawClient client = RawClient.connect(world)
        .send(Http2Frames.connection()
            .predict(1, END_HEADERS, "content-type", "application/json")
            .lastData(1, World.BODY)
            .bytes());
    World.await(client.until(text -> text.contains("[1.0,2.0,3.0]")));
    assertReached(1, 0, 0);
    client.close();
  }

  @Test
  void pseudoHeaderOfAnExtendedConnect_400_andNothingPasses() {
    world.start();
    RawClient client = RawClient.connect(world)
        .send(Http2Frames.connection()
            .predict(1, END_HEADERS, ":protocol", "x", "content-type", "application/json")
            .lastData(1, World.BODY)
            .bytes());
    assertThat(World.await(client.until(text -> text.contains("\"code\":"))))
        .contains("{\"error\":{\"code\":400,\"message\":\":protocol: not offered (expected: ");
    assertReached(0, 0, 0);
    client.close();
    assertServedAndNothingElse();
  }

  @ParameterizedTest
  @CsvSource({
    ":other, x",
    ":status, 200",
    "x(a, b",
    "x\0a, b",
    "x\u007fa, b",
    "x\u00ffa, b",
    "x a, b",
    "x:a, b",
    "x-a, b\0c",
    "x-a, b\u0001c",
    "x-a, b\u007fc",
    "x-a, 'b\nc'",
    "x-a, 'b\r\n c'"
  })
  void malformedHeader_isReset_andNothingPasses(String name, String value) {
    world.start();
    RawClient client = RawClient.connect(world)
        .send(Http2Frames.connection()
            .predict(1, END_HEADERS | END_STREAM, name, value)
            .bytes());
    World.await(client.until(text -> Http2Frames.resets(text) == 1));
    assertReached(0, 0, 0);
    client.close();
    assertServedAndNothingElse();
  }

  @ParameterizedTest
  @CsvSource({"x-a, b\tc", "x-a, b\u00ffc", "x!#$%&'*+-.^_`|~a, b", "x-a, ''"})
  void oddHeader_isServed(String name, String value) {
    world.start();
    RawClient client = RawClient.connect(world)
        .send(Http2Frames.connection()
            .predict(1, END_HEADERS, "content-type", "application/json", name, value)
            .lastData(1, World.BODY)
            .bytes());
    World.await(client.until(text -> text.contains("[1.0,2.0,3.0]")));
    assertReached(1, 0, 0);
    client.close();
  }

  /** CVE-2023-44487. */
  @Test
  void rapidReset_isEnded_andHoldsNothing() {
    world.start();
    world.fault(Fault.blackhole(), LOCAL);
    Http2Frames frames = Http2Frames.connection();
    for (int stream = 1; stream < 6_000; stream += 2) {
      frames.predict(stream, END_HEADERS | END_STREAM).reset(stream);
    }

    String heard = World.await(RawClient.connect(world).send(frames.bytes()).closed());

    assertThat(Http2Frames.goAway(heard)).isEqualTo(CALM);
    assertThat(world.reached(LOCAL)).isLessThan(2_050);
    awaitNothingHeld();
    world.heal(LOCAL);
    assertThat(world.predict().statusCode()).isEqualTo(200);
  }

  /** CVE-2024-27316. */
  @Test
  void continuationsWithoutEnd_areEnded() {
    world.start();
    Http2Frames frames = Http2Frames.connection().predict(1, END_STREAM);
    for (int i = 0; i < 10_000; i++) {
      frames.emptyContinuation(1);
    }
    String heard = World.await(RawClient.connect(world).send(frames.bytes()).closed());
    assertThat(Http2Frames.goAway(heard)).isEqualTo(CALM);
    assertServedAndNothingElse();
  }

  @Test
  void headersWithoutEnd_areEnded() {
    world.start();
    Http2Frames frames = Http2Frames.connection().predict(1, END_STREAM);
    for (int i = 0; i < 10_000; i++) {
      frames.continuation(1, "x-" + i, "y".repeat(100));
    }
    String heard = World.await(RawClient.connect(world).send(frames.bytes()).closed());
    assertThat(Http2Frames.goAway(heard)).isPositive();
    assertServedAndNothingElse();
  }

  /** CVE-2019-9518. */
  @Test
  void emptyData_isEnded() {
    world.start();
    Http2Frames frames = Http2Frames.connection().predict(1, END_HEADERS);
    for (int i = 0; i < 10_000; i++) {
      frames.data(1, "");
    }
    String heard = World.await(RawClient.connect(world).send(frames.bytes()).closed());
    assertThat(Http2Frames.goAway(heard)).isEqualTo(CALM);
    assertServedAndNothingElse();
    awaitNothingHeld();
  }

  /** CVE-2019-9512 and CVE-2019-9515: the answers pile up when they are not taken. */
  @Test
  void pingsWhoseAnswersAreNotTaken_areEnded() {
    assertFloodIsEnded(Http2Frames.more().ping());
  }

  @Test
  void settingsWhoseAnswersAreNotTaken_areEnded() {
    assertFloodIsEnded(Http2Frames.more().settings());
  }

  private static void assertFloodIsEnded(Http2Frames frame) {
    world.start();
    long others = connections();
    RawClient deaf =
        RawClient.connect(world).pause().send(Http2Frames.connection().bytes());
    world.until("connected", () -> connections() == others + 1);
    Buffer flood = Buffer.buffer();
    for (int i = 0; i < 100_000; i++) {
      flood.appendBuffer(frame.bytes());
    }
    for (int i = 0; i < 20; i++) {
      deaf.send(flood);
    }
    world.until("closed", () -> connections() == others);
    deaf.close();
    assertServedAndNothingElse();
  }

  @Test
  void moreStreamsThanAllowed_areRefused_andTheOthersGoOn() {
    world.start();
    world.fault(Fault.blackhole(), LOCAL);
    Http2Frames frames = Http2Frames.connection();
    for (int stream = 1; stream <= 2 * 150; stream += 2) {
      frames.predict(stream, END_HEADERS | END_STREAM);
    }
    RawClient client = RawClient.connect(world).send(frames.bytes());
    World.await(client.until(text -> Http2Frames.resets(text) == 50));
    assertThat(world.reached(LOCAL)).isLessThanOrEqualTo(100);
    client.close();
    awaitNothingHeld();
  }

  /** With some of a window, its stream has ended for Vert.x, though not for the client. */
  @ParameterizedTest
  @ValueSource(ints = {0, 10})
  void answersForWhichThereIsNoWindow_areGivenUp_andTheOthersGoOn(int window) {
    world
        .config(c -> Configs.limits(c, Bounds.times(Duration.ofMinutes(1), Duration.ofMillis(300))))
        .start();
    RawClient client = RawClient.connect(world)
        .send(Http2Frames.connection()
            .setting(INITIAL_WINDOW_SIZE, window)
            .predict(1, END_HEADERS, "content-type", "application/json")
            .lastData(1, World.BODY)
            .bytes());
    World.await(world.region(LOCAL).counters().when(seen -> seen.answered() == 1));
    world.fault(Fault.blackhole(), LOCAL);
    client.send(Http2Frames.more()
        .predict(3, END_HEADERS, "content-type", "application/json")
        .window(3, 1_000)
        .lastData(3, World.BODY)
        .bytes());

    World.await(client.until(text -> Http2Frames.resets(text) == 1));
    world.heal(LOCAL);

    String heard = World.await(client.until(text -> text.contains("[1.0,2.0,3.0]")));
    assertThat(Http2Frames.resets(heard)).isEqualTo(1);
    awaitNothingHeld();
    client.close();
  }

  private static void assertServedAndNothingElse() {
    assertServedLocally(world.predict());
    assertReached(1, 0, 0);
  }

  private static void awaitNothingHeld() {
    world.until("nothing held", () -> Scrape.of(world)
        .lines()
        .containsAll(List.of("rhumb_buffered_bytes 0.0", "rhumb_requests_in_flight 0.0")));
  }

  private static long connections() {
    return Scrape.of(world).lines().stream()
        .filter(line -> line.startsWith("rhumb_client_connections "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}
