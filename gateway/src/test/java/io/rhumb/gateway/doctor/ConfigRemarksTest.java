package io.rhumb.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.ManagementConfig;
import io.rhumb.gateway.config.ModelConfig;
import io.rhumb.gateway.config.PluginsConfig;
import io.rhumb.gateway.config.ReloadConfig;
import io.rhumb.gateway.config.Resource;
import io.rhumb.gateway.config.ServerConfig;
import io.rhumb.gateway.config.TargetConfig;
import io.rhumb.gateway.config.TrustConfig;
import io.rhumb.gateway.config.UpstreamConfig;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.strategy.StrategySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigRemarksTest {

  private static final Optional<String> LOCAL = Optional.of("us-central1");
  private static final TargetConfig HERE = Subjects.psc("us-central1", "10.0.0.1");
  private static final TargetConfig THERE = Subjects.psc("us-east4", "10.0.0.2");

  @Test
  void soundConfiguration_hasNone() {
    assertThat(remarks(Subjects.model(HERE, THERE))).isEmpty();
  }

  @Test
  void oneTarget_isNoFailover() {
    assertThat(remarks(Subjects.model(HERE)))
        .containsExactly("models.linear.targets: one only: no failover");
  }

  @Test
  void oneRegion_isNoFailoverFromIt() {
    TargetConfig other = new TargetConfig(
        "second",
        "us-central1",
        "10.0.0.9",
        443,
        true,
        HERE.serverName(),
        HERE.resource(),
        HERE.trust(),
        HERE.credential());
    assertThat(remarks(Subjects.model(HERE, other)))
        .containsExactly(
            "models.linear.targets: all in us-central1: an outage of it is one of the model");
  }

  @Test
  void samePlaceTwice_isNoFailover() {
    TargetConfig twin = new TargetConfig(
        "twin",
        "us-east4",
        HERE.connectHost(),
        443,
        true,
        HERE.serverName(),
        HERE.resource(),
        HERE.trust(),
        HERE.credential());
    assertThat(remarks(Subjects.model(HERE, twin)))
        .containsExactly(
            "models.linear.targets.twin: the same place as us-central1: no failover between them");
  }

  @Test
  void noTargetInTheLocalRegion_crossesRegionsAlways() {
    assertThat(remarks(Subjects.model(THERE, Subjects.psc("europe-west4", "10.0.0.3"))))
        .containsExactly(
            "models.linear.targets: none in us-central1, where this runs: every request crosses regions");
  }

  @Test
  void attemptsThatLeaveNoFailover_areSeen() {
    assertThat(remarks(Subjects.model(Duration.ofSeconds(10), 1, HERE, THERE)))
        .containsExactly("models.linear.attempts: 1: no failover");
  }

  @Test
  void weightsOfTargetsThatThereAreNot_areSeen() {
    Map<String, Object> weights = Map.of("us-esat4", 80, "us-central1", 20);
    StrategySpec weighted = new StrategySpec("weighted", Map.of("weights", weights));
    assertThat(remarks(Subjects.model(weighted, HERE, THERE)))
        .containsExactly("models.linear.strategy.weighted.weights.us-esat4: no such target");
  }

  @Test
  void targetsThatAreTooTrusting_areSeen() {
    TargetConfig insecure = new TargetConfig(
        "insecure",
        "us-east4",
        "10.0.0.2",
        443,
        true,
        "x.example",
        new Resource.Endpoint("p", "us-east4", "1"),
        new TrustConfig.InsecureTrust(),
        Subjects.NONE);
    TargetConfig plain = new TargetConfig(
        "plain",
        "on-prem",
        "models.example",
        80,
        false,
        "models.example",
        new Resource.UrlPath("/"),
        new TrustConfig.SystemTrust(),
        Subjects.DEFAULT);
    assertThat(remarks(Subjects.model(HERE, insecure, plain)))
        .containsExactly(
            "models.linear.targets.insecure.trust: insecure: whoever is on the way reads and changes predictions",
            "models.linear.targets.insecure.credential: none: Vertex AI answers 401",
            "models.linear.targets.plain.url: plain HTTP: the credential can be read on the way");
  }

  @Test
  void unknownLocalRegion_isSeen() {
    assertThat(remarks(Subjects.model(HERE, THERE), Optional.empty(), Duration.ofSeconds(50)))
        .singleElement()
        .asString()
        .startsWith("local-region: not configured");
  }

  @Test
  void connectionsThatOutliveTheNetwork_areSeen() {
    assertThat(remarks(Subjects.model(HERE, THERE), LOCAL, Duration.ofMinutes(10)))
        .singleElement()
        .asString()
        .startsWith("upstream.keep-alive: ");
  }

  private static List<String> remarks(ModelConfig model) {
    return remarks(model, LOCAL, Duration.ofSeconds(50));
  }

  private static List<String> remarks(
      ModelConfig model, Optional<String> local, Duration keepAlive) {
    GatewayConfig config = new GatewayConfig(
        local,
        "metadata.google.internal",
        new ServerConfig(
            "127.0.0.1", 0, 1, 1, 1, Duration.ofMinutes(11), Duration.ZERO, Bounds.of(1, 1)),
        new ManagementConfig("127.0.0.1", 0),
        new UpstreamConfig(Duration.ofSeconds(1), 1, keepAlive),
        new PluginsConfig(Path.of("plugins"), Duration.ZERO),
        new ReloadConfig(Duration.ZERO),
        Map.of("linear", model),
        "linear");
    return ConfigRemarks.of(config, Subjects.of(model), local).stream()
        .map(remark -> remark.path() + ": " + remark.text())
        .toList();
  }
}
