package io.rhumb.gateway.stub;

import static io.rhumb.gateway.stub.StubWorld.ENDPOINT;
import static io.rhumb.gateway.stub.StubWorld.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.net.BindException;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, stopping, counting connections, and several stubs at once. */
class RegionalStubTest {

  @Test
  void threeRegions_onOneVertx_haveAPortEach() {
    try (StubWorld world = new StubWorld()) {
      List<RegionalStub> stubs = Stream.of("us-central1", "us-east1", "europe-west4")
          .map(region -> new VertexEndpoint(region, "demo-project", "123456789", "1111"))
          .map(RegionalStubConfig::of)
          .map(config -> RegionalStub.create(world.vertx, config, world.tokens, world.authority))
          .toList();
      await(Future.all(stubs.stream().map(RegionalStub::start).toList()));
      assertThat(stubs)
          .extracting(RegionalStub::port)
          .doesNotHaveDuplicates()
          .doesNotContain(0, world.stub.port());
    }
  }

  @Test
  void portThatIsTaken_failsTheStart() {
    try (StubWorld world = new StubWorld();
        StubWorld other = new StubWorld()) {
      RegionalStubConfig config = RegionalStubConfig.of(ENDPOINT).withPort(world.stub.port());
      RegionalStub second = RegionalStub.create(other.vertx, config, other.tokens, other.authority);
      assertThatThrownBy(() -> await(second.start())).hasRootCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void stopAndStart_useTheSamePort() {
    try (StubWorld world = new StubWorld()) {
      int port = world.stub.port();
      await(world.stub.stop());
      assertThatThrownBy(world::predict).hasCauseInstanceOf(java.net.ConnectException.class);
      assertThat(await(world.stub.start())).isEqualTo(port);
      assertThat(world.predict().status()).isEqualTo(200);
    }
  }

  @Test
  void heal_ofAStoppedStub_doesNotStartIt() {
    try (StubWorld world = new StubWorld()) {
      await(world.stub.stop());
      await(world.stub.fault(Fault.status(503)));
      await(world.stub.heal());
      assertThatThrownBy(world::predict).hasCauseInstanceOf(java.net.ConnectException.class);
    }
  }

  @Test
  void requestOfAStoppedStub_isBroken() {
    try (StubWorld world = new StubWorld()) {
      await(world.stub.fault(Fault.blackhole()));
      world.call().sending();
      await(world.stub.counters().when(counters -> counters.requests() == 1));
      await(world.stub.stop());
      await(world.stub.counters().when(counters -> counters.broken() == 1));
      assertThat(world.stub.counters().inFlight()).isZero();
    }
  }

  @Test
  void connectionThatNeverShakesHands_isCountedAsSuch() {
    try (StubWorld world = new StubWorld()) {
      NetClient client = world.vertx.createNetClient();
      NetSocket socket = await(client.connect(world.stub.port(), "127.0.0.1"));
      await(world.stub.counters().when(counters -> counters.connections() == 1));
      assertThat(world.stub.counters().failedHandshakes()).isZero();
      await(socket.close());
      await(world.stub.counters().when(counters -> counters.failedHandshakes() == 1));
      assertThat(world.stub.counters().handshakes()).isZero();
    }
  }

  @Test
  void keptAliveConnection_shakesHandsOnce() {
    try (StubWorld world = new StubWorld()) {
      for (int i = 0; i < 5; i++) {
        world.predict();
      }
      assertThat(world.stub.counters().connections()).isEqualTo(1);
      assertThat(world.stub.counters().handshakes()).isEqualTo(1);
      assertThat(world.stub.counters().answered(200)).isEqualTo(5);
    }
  }

  @Test
  void clientThatLeavesDuringItsBody_isCancelled() {
    try (StubWorld world = new StubWorld()) {
      HttpClientRequest request =
          await(world.call().header("content-length", "1000").open());
      request.write("{\"instances\":");
      await(world.stub.counters().when(counters -> counters.requests() == 1));
      request.reset(8);
      await(world.stub.counters().when(counters -> counters.cancelled() == 1));
    }
  }

  @Test
  void plainStub_speaksHttpAndIsStrictAllTheSame() {
    try (StubWorld world = new StubWorld(RegionalStubConfig.of(ENDPOINT).withPlain(true))) {
      assertThat(world.predict().status()).isEqualTo(200);
      assertThat(world.call().host("localhost").send().status()).isEqualTo(200);
      assertThat(world.call().host("example.com").send().status()).isEqualTo(404);
      assertThat(world.call().without("authorization").send().status()).isEqualTo(401);
      assertThat(world.stub.counters().connections()).isPositive();
      assertThat(world.stub.counters().handshakes()).isZero();

      await(world.stub.fault(Fault.reset()));
      assertThatThrownBy(world::predict).isInstanceOf(StubWorld.Failure.class);
      assertThat(world.stub.counters().broken()).isEqualTo(1);
    }
  }

  @Test
  void expiredCertificate_isShownButNotTrusted() {
    try (StubWorld world = new StubWorld()) {
      // A clock of its own: clients look at the system's.
      ThrowawayAuthority authority = ThrowawayAuthority.create(InstantSource.system());
      RegionalStub stub = RegionalStub.create(
          world.vertx,
          RegionalStubConfig.of(ENDPOINT),
          world.tokens,
          authority.issueExpired(ENDPOINT.names()));
      await(stub.start());
      HttpClient client = world.vertx.createHttpClient(
          new io.vertx.core.http.HttpClientOptions().setTrustOptions(authority.trustOptions()));
      Call call = new Call(world);
      assertThatThrownBy(() -> await(call.open(client, stub.port())))
          .hasRootCauseInstanceOf(CertificateException.class)
          .rootCause()
          .hasMessageContaining("NotAfter");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "US-EAST4", "us east4", "us-east4.evil", "-x"})
  void regionThatIsNoLabel_isRefused(String region) {
    assertThatThrownBy(() -> new VertexEndpoint(region, "p", "1", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("region: " + region + " (expected: ");
  }

  @Test
  void figuresOutOfRange_areRefused() {
    RegionalStubConfig config = RegionalStubConfig.of(ENDPOINT);
    assertThatThrownBy(() -> config.withPort(65_536))
        .hasMessage("port: 65536 (expected: 0 to 65535)");
    assertThatThrownBy(() -> config.withEventLoops(0))
        .hasMessage("eventLoops: 0 (expected: 1 to 1024)");
    assertThatThrownBy(() -> ServiceProfile.IMMEDIATE.withSlots(-1, 0))
        .hasMessage("slots: -1 (expected: zero or more)");
  }
}
