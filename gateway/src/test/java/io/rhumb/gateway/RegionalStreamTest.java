package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Extent;
import io.rhumb.gateway.stub.Fault;
import io.rhumb.gateway.stub.RegionalStub;
import io.rhumb.gateway.stub.StreamProfile;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams of regions that are as strict as Vertex AI, over TLS. */
class RegionalStreamTest extends EndToEnd {

  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final int EVENTS = 5;

  @BeforeEach
  void usualRegions() {
    world.usualRegion(World.LOCAL);
  }

  private static RawClient ask() {
    return RawClient.connect(world)
        .send("POST /v1/projects/p/locations/l/endpoints/linear:streamRawPredict HTTP/1.1\r\n"
            + "host: x\r\ncontent-type: application/json\r\ncontent-length: " + World.BODY.length()
            + "\r\n\r\n" + World.BODY);
  }

  private static int events(String heard) {
    return heard.split("data: \\{\"predictions\"", -1).length - 1;
  }

  /** So many events a second that a test is not slow, and so few that it can do something in between. */
  private static void slowly() {
    world.region(
        World.LOCAL,
        endpoint -> world.authority.issue(endpoint.names()),
        config -> config.withStream(
            StreamProfile.USUAL.withEvents(1_000).withInterval(Duration.ofMillis(10))));
  }

  @Test
  void wholeStream_goesThrough() {
    world.start();
    RawClient client = ask();
    String heard = World.await(client.until(text -> text.endsWith(LAST_CHUNK)));

    assertThat(heard).startsWith("HTTP/1.1 200 ").contains("x-rhumb-target: " + World.LOCAL);
    assertThat(events(heard)).isEqualTo(EVENTS);
    assertReached(1, 0, 0);
    client.close();
  }

  @Test
  void streamThatIsCutBeforeItsFirstByte_comesFromTheNextRegion() {
    world.start().fault(Fault.truncate(Extent.events(0)), World.LOCAL);
    RawClient client = ask();
    String heard = World.await(client.until(text -> text.endsWith(LAST_CHUNK)));

    assertThat(heard).contains("x-rhumb-target: " + World.NEXT);
    assertThat(events(heard)).isEqualTo(EVENTS);
    client.close();
  }

  @Test
  void streamThatIsCut_isNoCleanEnd() {
    world.start().fault(Fault.truncate(Extent.events(2)), World.LOCAL);
    String heard = World.await(ask().closed());

    assertThat(events(heard)).isEqualTo(2);
    assertThat(heard).contains("data: {\"error\":{\"code\":503,").doesNotContain(LAST_CHUNK);
    assertReached(1, 0, 0);
  }

  @Test
  void clientThatLeaves_cancelsTheStream() {
    slowly();
    world.start();
    RegionalStub region = world.region(World.LOCAL);
    RawClient client = ask();
    World.await(client.until(text -> events(text) > 0));
    client.close();
    World.await(region.counters().when(counters -> counters.streams().cancelled() == 1));

    assertThat(region.counters().streams().events()).isLessThan(1_000);
  }

  @Test
  void connectionServesOn_afterAStreamWasCancelled() {
    slowly();
    world.start();
    RawClient client = ask();
    World.await(client.until(text -> events(text) > 0));
    client.close();
    World.await(
        world.region(World.LOCAL).counters().when(counters -> counters.streams().cancelled() == 1));

    assertServedLocally(world.predict());
  }
}
