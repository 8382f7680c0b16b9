package io.rhumb.gateway;

import static io.rhumb.gateway.World.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.stub.Counters;
import io.rhumb.gateway.stub.IssuedCertificate;
import io.rhumb.gateway.stub.RegionalStubConfig;
import io.rhumb.gateway.stub.ServiceProfile;
import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.rhumb.gateway.stub.VertexEndpoint;
import io.vertx.core.Future;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway speaks to whom it believes, and to nobody else. */
class TlsTest extends EndToEnd {

  private static final int REQUESTS = 400;
  private static final int AT_ONCE = 16;
  private static final int EVENT_LOOPS = 2;

  @AfterEach
  void usualCertificates() {
    world.usualRegion(LOCAL);
  }

  @Test
  void rightName_passes() {
    world.start();
    assertServedLocally(world.predict());
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.sum("rhumb_target_info", "tls_trust=\"pem\"")).isEqualTo(3);
    assertThat(metrics.sum("rhumb_target_info", "tls_trust=\"insecure\"")).isZero();
  }

  @Test
  void certificates_areShownByTheirEnd_thoseOfTargetsOnceTheyWereConnectedTo() throws Exception {
    world.start();
    Scrape metrics = Scrape.of(world);
    double now = Instant.now().getEpochSecond();
    X509Certificate authority;
    try (InputStream file = Files.newInputStream(world.authorityFile())) {
      authority =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }

    assertThat(metrics.starting("rhumb_target_certificate_expiry_timestamp_seconds{"))
        .hasSize(3);
    assertThat(metrics.sum("rhumb_target_certificate_expiry_timestamp_seconds"))
        .isGreaterThan(now * 3);
    assertThat(metrics.sum("rhumb_target_trust_expiry_timestamp_seconds", "target=\"us-central1\""))
        .isEqualTo(authority.getNotAfter().getTime() / 1e3);
  }

  @Test
  void certificateThatNobodyChecks_isShownByItsEndAllTheSame() {
    certificate(endpoint -> world.authority.issueExpired(endpoint.names()));
    world
        .target(LOCAL, target -> Configs.trust(target, new TrustConfig.InsecureTrust()))
        .start();
    assertServedLocally(world.predict());
    assertThat(Scrape.of(world)
            .sum("rhumb_target_certificate_expiry_timestamp_seconds", "target=\"us-central1\""))
        .isBetween(1.0, (double) Instant.now().getEpochSecond());
  }

  @Test
  void certificateForAnotherName_failsOverUnheard() {
    certificate(endpoint ->
        world.authority.issue(List.of("other.us-central1.example", "127.0.0.1", "localhost")));
    world.start();
    assertRefusedUnheard();
  }

  @Test
  void certificateOfAnotherRegion_failsOverUnheard() {
    certificate(endpoint -> world.authority.issue(World.endpoint(World.NEXT).names()));
    world.start();
    assertRefusedUnheard();
  }

  @Test
  void certificateOfAnotherAuthority_failsOverUnheard() {
    certificate(endpoint -> ThrowawayAuthority.create().issue(endpoint.names()));
    world.start();
    assertRefusedUnheard();
  }

  @Test
  void expiredCertificate_failsOverUnheard() {
    certificate(endpoint -> world.authority.issueExpired(endpoint.names()));
    world.start();
    assertRefusedUnheard();
  }

  @Test
  void systemTrust_doesNotBelieveAThrowawayAuthority() {
    world
        .target(LOCAL, target -> Configs.trust(target, new TrustConfig.SystemTrust()))
        .start();
    assertRefusedUnheard();
  }

  @Test
  void insecureTrust_connectsAndSaysSo() {
    certificate(endpoint -> ThrowawayAuthority.create().issueExpired(List.of("other.example")));
    try (LogLines log = new LogLines()) {
      world
          .target(LOCAL, target -> Configs.trust(target, new TrustConfig.InsecureTrust()))
          .start();
      assertThat(log.lines())
          .filteredOn(line -> line.startsWith("WARNING") && line.contains("insecure"))
          .singleElement()
          .asString()
          .contains("models.linear.targets.us-central1");
    }
    assertServedLocally(world.predict());
    Scrape metrics = Scrape.of(world);
    assertThat(metrics.sum("rhumb_target_info", "tls_trust=\"insecure\"", "target=\"us-central1\""))
        .isEqualTo(1);
    assertThat(metrics.sum("rhumb_target_info", "tls_trust=\"insecure\"")).isEqualTo(1);
  }

  @Test
  void nameThatTheRegionDoesNotServe_isRefusedThere() {
    // Even where the certificate is not looked at, the region answers only to its own name.
    world
        .target(
            LOCAL,
            target -> Configs.serverName(
                Configs.trust(target, new TrustConfig.InsecureTrust()),
                World.endpoint(World.NEXT).pscName()))
        .start();
    assertRefusedUnheard();
  }

  @Test
  void load_handshakesNoMoreThanItConnects() {
    ServiceProfile busy = ServiceProfile.IMMEDIATE.withTime(Duration.ofMillis(2), 0.3);
    world.region(
        LOCAL,
        endpoint -> world.authority.issue(endpoint.names()),
        config -> config.withService(busy));
    world.start();
    List<Future<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      clients.add(predictInTurn(REQUESTS / AT_ONCE));
    }
    World.await(Future.all(clients));

    Counters counters = world.region(LOCAL).counters();
    assertThat(counters.answered(200)).isEqualTo(REQUESTS);
    assertThat(counters.handshakes()).isEqualTo(counters.connections());
    // A loop opens another connection only while all that it has are busy.
    assertThat(counters.handshakes()).isBetween(1L, (long) AT_ONCE * EVENT_LOOPS);
    assertThat(counters.failedHandshakes()).isZero();
    assertReached(REQUESTS, 0, 0);
  }

  private static void certificate(Function<VertexEndpoint, IssuedCertificate> certificate) {
    UnaryOperator<RegionalStubConfig> usual = UnaryOperator.identity();
    world.region(LOCAL, certificate, usual);
  }

  /** Nothing was sent over a connection to somebody else: not even a token. */
  private static void assertRefusedUnheard() {
    assertFailover("unreachable", world.predict());
    Counters counters = world.region(LOCAL).counters();
    // Each loop has tried once ahead of need, and then the request has.
    World.await(counters.when(seen -> seen.failedHandshakes() > EVENT_LOOPS));
    assertThat(counters.handshakes()).isZero();
    assertReached(0, 1, 0);
  }

  private static Future<Integer> predictInTurn(int left) {
    return left == 0
        ? Future.succeededFuture(0)
        : world.sendPredict().compose(answer -> predictInTurn(left - 1));
  }
}
