package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that are there before they are needed. */
final class WarmUpTest {

  private static final String NAME = "a.target.test";
  private static final String OTHER_NAME = "b.target.test";
  private static final Duration LONG = Duration.ofMinutes(1);

  private static Certificates authority;

  @TempDir
  private static Path directory;

  private static TrustConfig trust;

  private Vertx vertx;
  private Calls calls;

  @BeforeAll
  static void issue() throws Exception {
    authority = Certificates.create();
    trust = authority.trust(directory);
  }

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    calls = calls(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    await(vertx.close());
  }

  @Test
  void target_isConnected_nothingIsSent_andItsFirstCallTakesThatConnection() throws Exception {
    RawServer server = server(authority.server(NAME));
    UpstreamTarget target = calls.tls(NAME, server.port(), trust);

    warmUp(target);
    awaitConnections(server, 1);
    assertThat(server.requests()).isEmpty();

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void plainTarget_isConnectedToo() throws Exception {
    RawServer server = server(new NetServerOptions());
    UpstreamTarget target = calls.plain(server.port(), FakeCredential.notAtHand());

    warmUp(target);

    awaitConnections(server, 1);
  }

  @Test
  void everyPool_getsOneConnection() throws Exception {
    RawServer server = server(authority.server(NAME, OTHER_NAME));

    warmUp(
        calls.tls(NAME, server.port(), trust),
        calls.tls(OTHER_NAME, server.port(), trust),
        calls.tls(NAME, server.port(), new InsecureTrust()),
        calls.tls(NAME, server.port(), trust));

    awaitConnections(server, 3);
    assertThat(server.connections())
        .extracting(RawServer.Connection::serverName)
        .containsExactlyInAnyOrder(NAME, OTHER_NAME, NAME);
  }

  @Test
  void connectedTarget_getsNoOtherConnection() throws Exception {
    RawServer server = server(authority.server(NAME, OTHER_NAME));
    UpstreamTarget target = calls.tls(NAME, server.port(), trust);

    warmUp(target);
    warmUp(target);
    // The server hears of connections in turn: once it has heard of this, it has of all before.
    warmUp(calls.tls(OTHER_NAME, server.port(), trust));

    Waiting.until(vertx, () -> server.connections().stream()
        .anyMatch(seen -> OTHER_NAME.equals(seen.serverName())));
    assertThat(server.connections()).hasSize(2);
  }

  @Test
  void connectionThatDiedBeforeItsFirstCall_isRepeatedInSilence() throws Exception {
    RawServer server = RawServer.start(vertx, authority.server(NAME), request -> {
      if (request.connection() == 0) {
        request.close();
      } else {
        request.ok("{}");
      }
    });
    UpstreamTarget target = calls.tls(NAME, server.port(), trust);

    warmUp(target);

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(2);
  }

  @Test
  void targetsThatCannotBeReached_keepNobodyFromBeingConnected() throws Exception {
    RawServer server = server(authority.server(NAME));
    RawServer impostor = server(Certificates.create().server(NAME));
    TrustConfig broken = new TrustConfig.PemTrust(Path.of("broken.pem"), "no certificate");
    List<UpstreamTarget> targets = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      targets.add(calls.tls("refused" + i + ".test", 1, trust));
    }
    targets.add(calls.tls(NAME, impostor.port(), trust));
    targets.add(calls.tls(NAME, server.port(), broken));
    targets.add(calls.tls(NAME, server.port(), trust));

    Set<UpstreamTarget> reached = warmUp(targets.toArray(UpstreamTarget[]::new));

    assertThat(reached).containsExactly(targets.get(targets.size() - 1));
    awaitConnections(server, 1);
    assertThat(impostor.requests()).isEmpty();
  }

  @Test
  void silentTarget_isGivenUpAfterTheConnectTimeout() throws Exception {
    calls = calls(Duration.ofMillis(200));
    RawServer mute = server(new NetServerOptions());
    long began = System.nanoTime();

    warmUp(calls.tls(NAME, mute.port(), trust));

    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .isBetween(Duration.ofMillis(190), Duration.ofSeconds(3));
    mute.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  @Test
  void firstTarget_isTriedAlone_forASlice() throws Exception {
    calls = calls(LONG);
    RawServer mute = server(new NetServerOptions());

    Future<Set<UpstreamTarget>> tried = begin(LONG, silent(mute, 10));

    awaitConnections(mute, 1);
    assertNoMoreComeTo(mute, 1);
    assertThat(tried.isComplete()).isFalse();
  }

  @Test
  void theOthers_areTriedFiveAtOnce() throws Exception {
    calls = calls(LONG);
    RawServer mute = server(new NetServerOptions());
    List<UpstreamTarget> targets = new ArrayList<>(silent(mute, 10));
    targets.add(0, calls.plain(server(new NetServerOptions()).port(), FakeCredential.none()));

    Future<Set<UpstreamTarget>> tried = begin(LONG, targets);

    awaitConnections(mute, 5);
    assertNoMoreComeTo(mute, 5);
    assertThat(tried.isComplete()).isFalse();
  }

  @Test
  void silentFirstTarget_keepsNobodyFromBeingConnected() throws Exception {
    calls = calls(LONG);
    UpstreamTarget good = calls.plain(server(new NetServerOptions()).port(), FakeCredential.none());
    List<UpstreamTarget> targets = new ArrayList<>(silent(server(new NetServerOptions()), 1));
    targets.add(good);

    assertThat(await(begin(Duration.ofSeconds(1), targets))).containsExactly(good);
  }

  @Test
  void fortySilentTargets_keepNobodyFromBeingConnectedWithinTheBound() throws Exception {
    calls = calls(LONG);
    UpstreamTarget good = calls.plain(server(new NetServerOptions()).port(), FakeCredential.none());
    List<UpstreamTarget> targets = new ArrayList<>(silent(server(new NetServerOptions()), 40));
    targets.add(good);

    assertThat(await(begin(WarmUp.BOUND, targets))).containsExactly(good);
  }

  @Test
  void targetThatIsConnectedAfterItsSlice_countsToo_andIsWaitedFor() throws Exception {
    calls = calls(LONG);
    RawServer good = server(authority.server(NAME, OTHER_NAME));
    Promise<Void> gate = Promise.promise();
    List<UpstreamTarget> targets = List.of(
        calls.tls(NAME, behind(gate.future(), good.port()), trust),
        calls.tls(OTHER_NAME, good.port(), trust));

    // Longer than is waited for below: it is not the bound that ends it.
    Future<Set<UpstreamTarget>> tried = begin(Duration.ofSeconds(15), targets);

    awaitConnections(good, 1);
    calls.settle();
    assertThat(tried.isComplete()).isFalse();
    gate.complete();
    assertThat(await(tried)).containsExactlyInAnyOrderElementsOf(targets);
    awaitConnections(good, 2);
  }

  @Test
  void silentTargets_holdUpNobodyBeyondTheBound() throws Exception {
    calls = calls(LONG);
    RawServer mute = server(new NetServerOptions());

    await(begin(Duration.ofMillis(200), silent(mute, 10)));
  }

  @Test
  void pastTheBound_nothingMoreIsTried() throws Exception {
    calls = calls(Duration.ofMillis(400));
    RawServer mute = server(new NetServerOptions());

    await(begin(Duration.ofMillis(200), silent(mute, 100)));
    openAnother(mute);
    List<RawServer.Connection> seen = List.copyOf(mute.connections());
    // They are given up, which would be the others' turn.
    for (RawServer.Connection connection : seen) {
      connection.closed().get(10, TimeUnit.SECONDS);
    }
    calls.settle();

    assertNoMoreComeTo(mute, seen.size());
    assertThat(seen).hasSizeLessThan(100);
  }

  @Test
  void noTargets_isDoneAtOnce() throws Exception {
    warmUp();
  }

  @Test
  void closedClients_areNoFailure() throws Exception {
    RawServer server = server(authority.server(NAME));
    await(calls.onLoop(() -> calls.clients().shutdown(0)));

    warmUp(
        calls.tls(NAME, server.port(), trust), calls.plain(server.port(), FakeCredential.none()));

    assertThat(server.requests()).isEmpty();
  }

  private Set<UpstreamTarget> warmUp(UpstreamTarget... targets) throws Exception {
    return await(begin(WarmUp.BOUND, List.of(targets)));
  }

  private Future<Set<UpstreamTarget>> begin(Duration bound, List<UpstreamTarget> targets)
      throws Exception {
    return calls.onLoop(() -> new WarmUp(vertx, calls.clients(), targets, bound).start());
  }

  private void assertNoMoreComeTo(RawServer mute, int count) throws Exception {
    openAnother(mute);
    assertThat(mute.connections()).hasSize(count + 1);
  }

  /** Connections are accepted in turn: whatever came before this one is counted by its end. */
  private void openAnother(RawServer mute) throws Exception {
    await(begin(Duration.ofMillis(200), List.of(calls.tls("last.test", mute.port(), trust))));
  }

  /** The port of a server that passes nothing on before the gate opens. */
  private int behind(Future<Void> gate, int port) throws Exception {
    NetClient client = vertx.createNetClient();
    NetServer server = vertx.createNetServer().connectHandler(socket -> {
      Context loop = vertx.getOrCreateContext();
      socket.pause();
      gate.onSuccess(
          v -> loop.runOnContext(turn -> client.connect(port, "127.0.0.1").onSuccess(beyond -> {
            socket.pipeTo(beyond);
            beyond.pipeTo(socket);
          })));
    });
    return await(server.listen(0, "127.0.0.1")).actualPort();
  }

  /** Each with a pool of its own, and no answer to any handshake. */
  private List<UpstreamTarget> silent(RawServer mute, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> calls.tls("silent" + i + ".test", mute.port(), trust))
        .toList();
  }

  /** The server's side of a handshake ends after the client's. */
  private void awaitConnections(RawServer server, int count) throws Exception {
    Waiting.until(vertx, () -> server.connections().size() >= count);
    assertThat(server.connections()).hasSize(count);
  }

  private RawServer server(NetServerOptions options) throws Exception {
    return RawServer.start(vertx, options, request -> request.ok("{}"));
  }

  private Calls calls(Duration connectTimeout) throws Exception {
    return new Calls(vertx, new UpstreamConfig(connectTimeout, 4, LONG));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
