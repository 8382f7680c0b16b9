package io.rhumb.gateway.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.engine.Outcome;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.TrustConfig.InsecureTrust;
import io.rhumb.gateway.config.TrustConfig.SystemTrust;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.upstream.Calls.Call;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServerOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** To whom a call talks: it connects to the address, and believes only a certificate of the name, whatever computes its TLS. */
@ParameterizedClass
@MethodSource("engines")
final class UpstreamTlsTest {

  private static final String NAME = "predict.target.test";

  private static Certificates authority;

  @TempDir
  private static Path directory;

  private static TrustConfig trust;

  @Parameter
  private TlsEngine engine = TlsEngine.JDK;

  private Vertx vertx;
  private Calls calls;

  static List<TlsEngine> engines() {
    return Arrays.stream(TlsEngine.values())
        .filter(engine -> engine.unavailable() == null)
        .toList();
  }

  @BeforeAll
  static void issue() throws Exception {
    authority = Certificates.create();
    trust = authority.trust(directory);
  }

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    calls = new Calls(
        vertx,
        new UpstreamConfig(Duration.ofSeconds(5), 4, Duration.ofMinutes(1)),
        engine,
        System::nanoTime);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void rightName_passes_andIsSentAsSniAndHost() throws Exception {
    RawServer server = server(authority.server(NAME));

    assertThat(outcome(NAME, server, trust)).isEqualTo(Outcome.SUCCESS);

    assertThat(server.connections().get(0).serverName()).isEqualTo(NAME);
    assertThat(server.requests().get(0).header("host")).containsExactly(NAME + ":" + server.port());
  }

  @Test
  void nameThatIsAnAddress_isVerifiedToo() throws Exception {
    assertThat(outcome("127.0.0.1", server(authority.serverAt("127.0.0.1")), trust))
        .isEqualTo(Outcome.SUCCESS);
    assertThat(outcome("127.0.0.1", server(authority.serverAt("127.0.0.2")), trust))
        .isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void wrongName_isUnreachable_andNothingIsSent() throws Exception {
    RawServer server = server(authority.server("other.target.test"));

    assertThat(outcome(NAME, server, trust)).isEqualTo(Outcome.UNREACHABLE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void wrongAuthority_isUnreachable_andNothingIsSent() throws Exception {
    RawServer server = server(Certificates.create().server(NAME));

    assertThat(outcome(NAME, server, trust)).isEqualTo(Outcome.UNREACHABLE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void privateAuthority_isNotOfTheSystem() throws Exception {
    RawServer server = server(authority.server(NAME));

    assertThat(outcome(NAME, server, new SystemTrust())).isEqualTo(Outcome.UNREACHABLE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void expiredCertificate_isUnreachable_andNothingIsSent() throws Exception {
    RawServer server = server(authority.expiredServer(NAME));

    assertThat(outcome(NAME, server, trust)).isEqualTo(Outcome.UNREACHABLE);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void insecureTrust_believesAnyCertificate() throws Exception {
    NetServerOptions anybody = Certificates.create().expiredServer("other.test");

    assertThat(outcome(NAME, server(anybody), new InsecureTrust())).isEqualTo(Outcome.SUCCESS);
  }

  @Test
  void insecureTrustOfOneTarget_isNotThatOfAnother() throws Exception {
    RawServer server = server(Certificates.create().server(NAME));

    assertThat(outcome(NAME, server, new InsecureTrust())).isEqualTo(Outcome.SUCCESS);
    assertThat(outcome(NAME, server, trust)).isEqualTo(Outcome.UNREACHABLE);
    assertThat(outcome(NAME, server, new SystemTrust())).isEqualTo(Outcome.UNREACHABLE);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void connectionOfOneName_isNotUsedForAnother() throws Exception {
    RawServer server = server(authority.server("a.target.test", "b.target.test"));

    outcome("a.target.test", server, trust);
    outcome("b.target.test", server, trust);

    assertThat(server.connections())
        .extracting(RawServer.Connection::serverName)
        .containsExactly("a.target.test", "b.target.test");
  }

  @Test
  void trustWithoutACertificate_isUnreachable() throws Exception {
    RawServer server = server(authority.server(NAME));
    TrustConfig broken = new TrustConfig.PemTrust(Path.of("broken.pem"), "no certificate");

    assertThat(outcome(NAME, server, broken)).isEqualTo(Outcome.UNREACHABLE);
  }

  @Test
  void freshConnection_closedBeforeTheHead_isLostWithoutRepeat() throws Exception {
    RawServer server = RawServer.start(vertx, authority.server(NAME), RawServer.Request::close);

    assertThat(outcome(NAME, server, trust)).isEqualTo(Outcome.CONNECTION_LOST);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void manyCallsInARow_shareOneHandshake() throws Exception {
    RawServer server = server(authority.server(NAME));
    UpstreamTarget target = calls.tls(NAME, server.port(), trust);

    for (int i = 0; i < 500; i++) {
      assertThat(calls.make(target).outcome()).isEqualTo(Outcome.SUCCESS);
    }

    assertThat(server.requests()).hasSize(500);
    assertThat(server.connections()).hasSize(1);
  }

  @Test
  void manyCallsAtOnce_shakeHandsOncePerConnection() throws Exception {
    RawServer server = server(authority.server(NAME));
    UpstreamTarget target = calls.tls(NAME, server.port(), trust);

    for (int round = 0; round < 50; round++) {
      List<Call> running = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        running.add(calls.start(target));
      }
      for (Call call : running) {
        assertThat(call.end().outcome()).isEqualTo(Outcome.SUCCESS);
      }
    }

    assertThat(server.requests()).hasSize(400);
    assertThat(server.connections()).hasSizeBetween(1, 4);
  }

  private RawServer server(NetServerOptions options) throws Exception {
    return RawServer.start(vertx, options, request -> request.ok("{}"));
  }

  private Outcome outcome(String name, RawServer server, TrustConfig trusted) throws Exception {
    return calls.make(calls.tls(name, server.port(), trusted)).outcome();
  }
}
