package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.rhumb.strategy.StrategySpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The records refuse what cannot be, whoever makes them. */
final class ConfigRecordsTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final LimitsConfig LIMITS = new LimitsConfig(1, 1, 1, SECOND, SECOND);
  private static final ServerConfig SERVER =
      new ServerConfig("h", 0, 1, 1, 1, SECOND, Duration.ZERO, LIMITS);
  private static final ManagementConfig MANAGEMENT = new ManagementConfig("h", 0);
  private static final PluginsConfig PLUGINS = new PluginsConfig(Path.of("plugins"), Duration.ZERO);
  private static final ReloadConfig RELOAD = new ReloadConfig(SECOND);
  private static final UpstreamConfig UPSTREAM = new UpstreamConfig(SECOND, 1, SECOND);

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void impossible(String message, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  static Stream<Arguments> impossible() {
    return Stream.of(
        refused("host:   (expected: not blank)", () -> new ManagementConfig(" ", 0)),
        refused("port: -1 (expected: from 0 to 65535)", () -> new ManagementConfig("h", -1)),
        refused("port: 65536 (expected: from 0 to 65535)", () -> SERVER.withPort(65_536)),
        refused("eventLoops: 0", () -> new ServerConfig("h", 0, 0, 1, 1, SECOND, SECOND, LIMITS)),
        refused(
            "maxRequestBytes: 0", () -> new ServerConfig("h", 0, 1, 0, 1, SECOND, SECOND, LIMITS)),
        refused(
            "maxResponseBytes: -1",
            () -> new ServerConfig("h", 0, 1, 1, -1, SECOND, SECOND, LIMITS)),
        refused(
            "idleTimeout: PT0S (expected: positive)",
            () -> new ServerConfig("h", 0, 1, 1, 1, Duration.ZERO, SECOND, LIMITS)),
        refused(
            "shutdownGrace: PT-1S",
            () -> new ServerConfig("h", 0, 1, 1, 1, SECOND, SECOND.negated(), LIMITS)),
        refused("maxInFlight: 0", () -> new LimitsConfig(0, 1, 1, SECOND, SECOND)),
        refused("maxBufferedBytes: 0", () -> new LimitsConfig(1, 0, 1, SECOND, SECOND)),
        refused("maxConnections: 0", () -> new LimitsConfig(1, 1, 0, SECOND, SECOND)),
        refused("headTimeout: PT0S", () -> new LimitsConfig(1, 1, 1, Duration.ZERO, SECOND)),
        refused("bodyTimeout: PT0S", () -> new LimitsConfig(1, 1, 1, SECOND, Duration.ZERO)),
        refused(
            "maxBufferedBytes: 1 (expected: from 2 to",
            () -> new ServerConfig("h", 0, 1, 1, 2, SECOND, SECOND, LIMITS)),
        refused("connectTimeout: PT0S", () -> new UpstreamConfig(Duration.ZERO, 1, SECOND)),
        refused("connections: 0", () -> new UpstreamConfig(SECOND, 0, SECOND)),
        refused("scan: PT-1S (expected: not negative)", () -> new ReloadConfig(SECOND.negated())),
        refused("keepAlive: PT-1S", () -> new UpstreamConfig(SECOND, 1, SECOND.negated())),
        refused("port: 0 (expected: from 1 to 65535)", () -> target("a", 0, "/")),
        refused("id:  (expected: not blank)", () -> target("", 1, "/")),
        refused("path: x", () -> target("a", 1, "x")),
        refused("id: a/b", () -> new Resource.Endpoint("p", "l", "a/b")),
        refused("id: ..", () -> new Resource.Endpoint("p", "l", "..")),
        refused("project: ", () -> new Resource.Endpoint("", "l", "1")),
        refused("location: l?", () -> new Resource.PublisherModel("p", "l?", "google", "m")),
        refused("publisher: a/b", () -> new Resource.PublisherModel("p", "l", "a/b", "m")),
        refused("model: m ", () -> new Resource.PublisherModel("p", "l", "google", "m ")),
        refused(
            "deployedModel: x/y",
            () -> new Resource.Endpoint("p", "l", "1", Optional.of("x/y"), Optional.empty())),
        refused("path: /?a=b", () -> target("a", 1, "/?a=b")),
        refused("path: / HTTP/1.1", () -> target("a", 1, "/ HTTP/1.1\r\nX: y")),
        refused("targets.size: 0", () -> model(SECOND, 1, List.of())),
        refused(
            "targets.id: a (expected: distinct ids)",
            () -> model(SECOND, 1, List.of(target("a", 1, "/"), target("a", 2, "/")))),
        refused("targets.region: r (expected: one of [s])", () -> model()
            .withResidency(new ResidencyConfig(List.of("s"), false))),
        refused("stallTimeout: PT0S", () -> new StreamConfig(Duration.ZERO, 0)),
        refused("holdBytes: -1", () -> new StreamConfig(SECOND, -1)),
        refused("maxAttempts: 0", () -> model(SECOND, 0, List.of(target("a", 1, "/")))),
        refused("timeout: PT0S", () -> model(Duration.ZERO, 1, List.of(target("a", 1, "/")))),
        refused("models: {} (expected: at least one)", () -> gateway(Map.of(), "m")),
        refused("models: n (expected: the key m)", () -> gateway(Map.of("n", model()), "n")),
        refused("defaultModel: n (expected: one of m)", () -> gateway(Map.of("m", model()), "n")),
        refused("name: Host", () -> new CredentialConfig.HeaderFromEnvironment("Host", "V")));
  }

  private static Arguments refused(String message, ThrowingCallable making) {
    return arguments(message, making);
  }

  @Test
  void targets_areCopied() {
    List<TargetConfig> targets = new ArrayList<>(List.of(target("a", 1, "/")));
    ModelConfig model = model(SECOND, 1, targets);
    targets.clear();
    assertThat(model.targets()).hasSize(1);
  }

  @Test
  void models_areCopiedInOrderAndCannotBeChanged() {
    Map<String, ModelConfig> models = new LinkedHashMap<>();
    for (String name : List.of("z", "m", "a", "k")) {
      models.put(
          name,
          new ModelConfig(
              name,
              StrategySpec.of("s"),
              Map.of(),
              SECOND,
              SECOND,
              1,
              false,
              List.of(target("t", 1, "/"))));
    }
    GatewayConfig config = gateway(models, "m");
    models.clear();
    assertThat(config.models().keySet()).containsExactly("z", "m", "a", "k");
    assertThatThrownBy(() -> config.models().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void copies_changeOnePart() {
    GatewayConfig config = gateway(Map.of("m", model()), "m");
    assertThat(config.withServer(SERVER.withPort(7)).server().port()).isEqualTo(7);
    assertThat(config.withManagement(MANAGEMENT.withPort(8)).management().port())
        .isEqualTo(8);
    assertThat(config.withLocalRegion("r").localRegion()).contains("r");
    assertThat(config.withLocalRegion("r").models()).isEqualTo(config.models());
  }

  private static GatewayConfig gateway(Map<String, ModelConfig> models, String defaultModel) {
    return new GatewayConfig(
        Optional.empty(), "h", SERVER, MANAGEMENT, UPSTREAM, PLUGINS, RELOAD, models, defaultModel);
  }

  private static ModelConfig model() {
    return model(SECOND, 1, List.of(target("a", 1, "/")));
  }

  private static ModelConfig model(Duration timeout, int attempts, List<TargetConfig> targets) {
    return new ModelConfig(
        "m", StrategySpec.of("s"), Map.of(), timeout, SECOND, attempts, false, targets);
  }

  private static TargetConfig target(String id, int port, String path) {
    return new TargetConfig(
        id,
        "r",
        "h",
        port,
        false,
        "h",
        path,
        new TrustConfig.SystemTrust(),
        new CredentialConfig.NoCredential());
  }
}
