package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.gateway.stub.StubWorld.Answered;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same stub over HTTP/2, which is agreed on by ALPN. */
class Http2Test {

  private StubWorld world;

  @BeforeEach
  void start() {
    world = new StubWorld(
        RegionalStubConfig.of(ENDPOINT),
        options -> options.setUseAlpn(true).setProtocolVersion(HttpVersion.HTTP_2));
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void alpn_agreesOnHttp2() {
    Received received = await(world.call().receiving());
    assertThat(received.response.version()).isEqualTo(HttpVersion.HTTP_2);
  }

  @Test
  void manyRequests_shareOneHandshake() {
    List<Future<Answered>> all =
        IntStream.range(0, 50).mapToObj(i -> world.call().sending()).toList();
    await(Future.all(all));

    assertThat(all).allMatch(call -> call.result().status() == 200);
    assertThat(world.stub.counters().handshakes()).isEqualTo(1);
    assertThat(world.stub.counters().connections()).isEqualTo(1);
  }

  @Test
  void strictness_holdsToo() {
    assertThat(world.call().without("authorization").send().status()).isEqualTo(401);
    assertThat(world.call().header("cookie", "a=b").send().status()).isEqualTo(400);
    assertThat(world.call().host("example.com").send().status()).isEqualTo(404);
  }

  @Test
  void cancelledStream_isCountedAndLeavesTheConnectionAlone() {
    await(world.stub.fault(Fault.blackhole()));
    HttpClientRequest request = await(world.call().open());
    request.send(StubWorld.BODY);
    await(world.stub.counters().when(counters -> counters.requests() == 1));
    request.reset(8);
    await(world.stub.counters().when(counters -> counters.cancelled() == 1));

    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(200);
    assertThat(world.stub.counters().connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"truncate", "badchunk"})
  void cutBody_resetsTheStreamAlone(String kind) {
    assertThat(world.predict().status()).isEqualTo(200);
    await(world.stub.fault(Fault.parse(new JsonObject().put("kind", kind))));
    assertThatThrownBy(world::predict).hasCauseInstanceOf(StreamResetException.class);

    await(world.stub.heal());
    assertThat(world.predict().status()).isEqualTo(200);
    assertThat(world.stub.counters().connections()).isEqualTo(1);
    assertThat(world.stub.counters().broken()).isEqualTo(1);
  }

  @Test
  void manyCancelledStreams_areNoAttack() {
    await(world.stub.fault(Fault.blackhole()));
    for (int i = 1; i <= 400; i++) {
      HttpClientRequest request = await(world.call().open());
      request.send(StubWorld.BODY);
      long expected = i;
      await(world.stub.counters().when(counters -> counters.requests() == expected));
      request.reset(8);
    }
    await(world.stub.counters().when(counters -> counters.cancelled() == 400));
    assertThat(world.stub.counters().connections()).isEqualTo(1);
  }
}
