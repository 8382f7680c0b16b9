package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.PemTrust;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.upstream.Calls.Call;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.impl.CleanableHttpClient;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pools: how many connections there are, how long one may take to come about, and how they end. */
final class UpstreamClientsTest {

  private static final Duration CONNECT = Duration.ofMillis(200);

  private static final AtomicLong SECONDS = new AtomicLong();

  /** Of a loop that is always there. */
  private static final LongSupplier THERE = () -> 0;

  /** Of a loop that stands still whenever nobody looks. */
  private static final LongSupplier STANDING = () -> SECONDS.incrementAndGet() * 1_000_000_000;

  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void oneClientForEachWayOfTrust() throws Exception {
    Calls calls = calls(Duration.ofSeconds(5), 1);
    UpstreamClients clients = calls.clients();

    calls.onLoop(() -> {
      Object insecure = clients.of(calls.tls("a.test", 1, new InsecureTrust()).settings());
      Object system = clients.of(calls.tls("a.test", 1, new SystemTrust()).settings());
      Object pem =
          clients.of(calls.tls("a.test", 1, new PemTrust(Path.of("x.pem"), "x")).settings());
      Object plain = clients.of(calls.plain(1, FakeCredential.none()).settings());
      assertThat(List.of(insecure, system, pem, plain)).doesNotHaveDuplicates();
      assertThat(clients.of(calls.tls("b.test", 2, new InsecureTrust()).settings()))
          .isSameAs(insecure);
      assertThat(clients.of(
              calls.tls("b.test", 2, new PemTrust(Path.of("x.pem"), "x")).settings()))
          .isSameAs(pem);
      assertThat(clients.of(calls.plain(2, FakeCredential.of("t")).settings())).isSameAs(plain);
      return null;
    });
  }

  @Test
  void connectionsPerTarget_areBounded_andTheRestWaits() throws Exception {
    Calls calls = calls(Duration.ofSeconds(5), 3);
    RawServer server = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.plain(server.port(), FakeCredential.none());
    List<Call> running = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      running.add(calls.start(target));
    }
    for (int answered = 0; answered < 8; answered++) {
      int next = answered;
      Waiting.until(vertx, () -> server.requests().size() > next);
      server.requests().get(next).ok("{}");
    }

    for (Call call : running) {
      assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    }
    assertThat(server.connections()).hasSize(3);
  }

  @Test
  void connectionsPerTarget_allInUseForTooLong_isNobodysFault() throws Exception {
    Calls calls = calls(Duration.ofMillis(300), 1);
    RawServer server = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.plain(server.port(), FakeCredential.none());
    Call running = calls.start(target);
    Waiting.until(vertx, () -> server.requests().size() == 1);

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.CONNECTIONS_IN_USE);

    server.requests().get(0).ok("{}");
    assertThat(running.end().outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void manyCallsAtOnce_areAllServed_byFewerConnections() throws Exception {
    Calls calls = calls(Duration.ofSeconds(5), 256);
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));

    for (Call call : calls.startAtOnce(calls.plain(server.port(), FakeCredential.none()), 80)) {
      assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    }

    assertThat(server.connections()).hasSizeLessThan(80);
  }

  @Test
  void targetThatIsMute_getsFewHandshakesAtOnce_andHoldsNobodyBackForLong() throws Exception {
    Calls calls = new Calls(
        vertx, new UpstreamConfig(Duration.ofSeconds(2), 256, Duration.ofMinutes(1)), THERE);
    RawServer mute = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.tls("a.test", mute.port(), new SystemTrust());

    List<Call> running = calls.startAtOnce(target, 80);

    Waiting.until(vertx, () -> mute.connections().size() == ColdStart.AT_ONCE);
    Waiting.until(vertx, () -> mute.connections().size() == 80);
    for (Call call : running) {
      assertThat(call.end().outcome()).isEqualTo(Outcome.UNREACHABLE);
    }
  }

  @Test
  void connectionsThatAreMadeOtherwise_areClosed_theOthersStay() throws Exception {
    Calls few = calls(Duration.ofSeconds(5), 1);
    Calls other = few.with(new UpstreamConfig(Duration.ofSeconds(5), 2, Duration.ofMinutes(1)));
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    UpstreamTarget kept = few.plain(server.port(), FakeCredential.none());
    UpstreamTarget gone = other.plain(server.port(), FakeCredential.of("t"));
    few.make(kept);
    other.make(gone);
    assertThat(server.connections()).hasSize(2);

    few.onLoop(() -> few.clients().retain(Set.of(kept.settings())));

    server.connections().get(1).closed().get(10, TimeUnit.SECONDS);
    assertThat(few.make(kept).outcome()).isEqualTo(Outcome.SUCCESS);
    assertThat(server.connections()).hasSize(2);
  }

  /** What BoringSSL has of a client, outside of the heap, is freed once that is garbage. */
  @Test
  void clientThatNobodyNeeds_isGarbage() throws Exception {
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    Calls calls = calls(Duration.ofSeconds(5), 1);
    UpstreamTarget target = calls.plain(server.port(), FakeCredential.none());
    calls.make(target);
    WeakReference<?> client = calls.onLoop(() -> new WeakReference<>(
        ((CleanableHttpClient) calls.clients().of(target.settings())).delegate));

    calls.onLoop(() -> calls.clients().retain(Set.of()));

    Waiting.until(vertx, () -> {
      System.gc();
      return client.get() == null;
    });
  }

  @Test
  void connectRefused_isUnreachable() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Calls calls = calls(Duration.ofSeconds(5), 1);

    assertThat(calls.make(calls.plain(port, FakeCredential.none())).outcome())
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void connectThatIsNotAnswered_isUnreachableInBoundedTime() throws Exception {
    Calls calls = calls(Duration.ofMillis(200), 1);
    try (FullServer full = new FullServer()) {
      long start = System.nanoTime();

      assertThat(calls.make(calls.plain(full.port(), FakeCredential.none())).outcome())
          .isEqualTo(Outcome.UNREACHABLE);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(150), Duration.ofSeconds(3));
    }
  }

  @Test
  void handshakeThatIsNotAnswered_isUnreachableInBoundedTime() throws Exception {
    Calls calls = calls(Duration.ofMillis(200), 1);
    RawServer mute = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.tls("a.test", mute.port(), new SystemTrust());
    // The first call also waits for the Java runtime to load its certificate authorities.
    calls.make(target);
    long start = System.nanoTime();

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.UNREACHABLE);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(150), Duration.ofSeconds(3));
    mute.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void handshakeThatRunsOutWhileTheLoopStandsStill_isBegunAgain(boolean http2) throws Exception {
    Calls calls = calls(http2, STANDING);
    RawServer mute = RawServer.start(vertx, request -> {});

    assertThat(makeInVain(calls, mute)).isEqualTo(Outcome.UNREACHABLE);

    Waiting.until(vertx, () -> mute.connections().size() >= 1 + Standstill.TIMES);
    assertThat(mute.connections()).hasSize(1 + Standstill.TIMES);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void handshakeThatRunsOutWhileTheLoopIsThere_isNot(boolean http2) throws Exception {
    Calls calls = calls(http2, THERE);
    RawServer mute = RawServer.start(vertx, request -> {});

    assertThat(makeInVain(calls, mute)).isEqualTo(Outcome.UNREACHABLE);

    assertThat(mute.connections()).hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callWithoutTimeForAnotherHandshake_isUnreachable_whileItMayStillGoElsewhere(boolean http2)
      throws Exception {
    Calls calls = calls(http2, STANDING).left(CONNECT);
    RawServer mute = RawServer.start(vertx, request -> {});

    assertThat(makeInVain(calls, mute)).isEqualTo(Outcome.UNREACHABLE);

    assertThat(mute.connections()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void patience_beginsAnewWhileTheLoopStandsStill() throws Exception {
    Calls calls = calls(false, STANDING).left(CONNECT);
    RawServer mute = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.tls("a.test", mute.port(), new InsecureTrust());
    long began = System.nanoTime();

    List<Call> running = calls.startAtOnce(target, ColdStart.AT_ONCE + 1);

    // Its patience would be half of their bound; it has its turn once they are given up.
    Waiting.until(vertx, () -> mute.connections().size() > ColdStart.AT_ONCE);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(CONNECT);
    for (Call call : running) {
      assertThat(call.end().outcome()).isEqualTo(Outcome.UNREACHABLE);
    }
  }

  @Test
  void cancelledConnectThatIsNotAnswered_doesNotKeepItsPlace() throws Exception {
    Calls calls = calls(Duration.ofMillis(200), 1);
    RawServer mute = RawServer.start(vertx, request -> {});
    UpstreamTarget target = calls.tls("a.test", mute.port(), new SystemTrust());

    Call cancelled = calls.startAndCancel(target);

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.UNREACHABLE);
    assertThat(cancelled.events()).isEmpty();
  }

  @Test
  void keepAliveBelowASecond_isNotForEver() throws Exception {
    Calls calls =
        new Calls(vertx, new UpstreamConfig(Duration.ofSeconds(5), 1, Duration.ofMillis(100)));
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    calls.make(calls.plain(server.port(), FakeCredential.none()));

    server.connections().get(0).closed().get(10, TimeUnit.SECONDS);
  }

  @Test
  void shutdown_letsRunningCallsFinish_thenCloses() throws Exception {
    Calls calls = calls(Duration.ofSeconds(5), 1);
    RawServer server = RawServer.start(vertx, request -> {});
    Call call = calls.start(calls.plain(server.port(), FakeCredential.none()));
    Waiting.until(vertx, () -> server.requests().size() == 1);

    Future<Void> shutdown = calls.onLoop(() -> calls.clients().shutdown(10_000));
    calls.settle();
    server.requests().get(0).ok("{}");

    assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
    shutdown.toCompletionStage().toCompletableFuture().get(5, TimeUnit.SECONDS);
    server.connections().get(0).closed().get(5, TimeUnit.SECONDS);
  }

  @Test
  void shutdown_afterTheGracePeriod_cutsRunningCalls() throws Exception {
    Calls calls = calls(Duration.ofSeconds(5), 1);
    RawServer server = RawServer.start(vertx, request -> {});
    Call call = calls.start(calls.plain(server.port(), FakeCredential.none()));
    Waiting.until(vertx, () -> server.requests().size() == 1);

    calls.onLoop(() -> calls.clients().shutdown(50));

    assertThat(call.end().outcome()).isEqualTo(Outcome.CONNECTION_LOST);
  }

  @Test
  void callAfterShutdown_isUnreachable() throws Exception {
    Calls calls = calls(Duration.ofSeconds(5), 1);
    RawServer server = RawServer.start(vertx, request -> request.ok("{}"));
    UpstreamTarget target = calls.plain(server.port(), FakeCredential.none());
    calls.make(target);
    calls
        .onLoop(() -> calls.clients().shutdown(0))
        .toCompletionStage()
        .toCompletableFuture()
        .get(5, TimeUnit.SECONDS);

    assertThat(calls.make(target).outcome()).isEqualTo(Outcome.UNREACHABLE);
  }

  private Calls calls(boolean http2, LongSupplier clock) throws Exception {
    return new Calls(vertx, new UpstreamConfig(CONNECT, 256, Duration.ofMinutes(1), http2), clock);
  }

  private static Outcome makeInVain(Calls calls, RawServer mute) throws Exception {
    return calls.make(calls.tls("a.test", mute.port(), new InsecureTrust())).outcome();
  }

  private Calls calls(Duration connectTimeout, int connections) throws Exception {
    return new Calls(vertx, new UpstreamConfig(connectTimeout, connections, Duration.ofMinutes(1)));
  }

  /** A port whose queue of connections to accept is full: Linux then drops the first packet of any further one. */
  private static final class FullServer implements AutoCloseable {

    private final ServerSocket server;
    private final List<SocketChannel> waiting = new ArrayList<>();

    FullServer() throws IOException {
      server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(server.getInetAddress(), port()));
        waiting.add(channel);
      }
    }

    int port() {
      return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
      server.close();
    }
  }
}
