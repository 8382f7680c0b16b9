package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.Extent;
import io.rhumb.gateway.stub.Fault;
import org.junit.jupiter.api.Test;

/** The same over HTTP/2, where many streams share a connection. */
final class Http2RegionalStreamTest extends RegionalStreamTest {

  @Override
  boolean overHttp2() {
    return true;
  }

  @Test
  void cutOfOneStream_leavesItsConnectionAlone() {
    world.start();
    assertServedLocally(world.predict());
    long before = world.region(World.LOCAL).counters().connections();
    world.fault(Fault.truncate(Extent.events(2)), World.LOCAL);
    for (int i = 0; i < 3; i++) {
      World.await(RawClient.connect(world)
          .send("POST /v1/projects/p/locations/l/endpoints/linear:streamRawPredict HTTP/1.1\r\n"
              + "host: x\r\ncontent-length: " + World.BODY.length() + "\r\n\r\n" + World.BODY)
          .closed());
    }
    world.heal(World.LOCAL);

    assertServedLocally(world.predict());
    assertThat(world.region(World.LOCAL).counters().connections()).isEqualTo(before);
  }
}
