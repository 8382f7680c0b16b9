package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.strategy.StrategySpec;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the least configuration means, and what the environment and explicit keys change. */
final class DefaultsTest {

  @Test
  void leastConfiguration_hasTheDefaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    TargetConfig target = new TargetConfig(
        "r",
        "r",
        "h",
        80,
        false,
        "h",
        "/",
        new TrustConfig.SystemTrust(),
        new CredentialConfig.ApplicationDefault());
    ModelConfig model = new ModelConfig(
        "m",
        StrategySpec.of("local-first"),
        Map.of(),
        Duration.ofSeconds(30),
        Duration.ofSeconds(10),
        3,
        false,
        List.of(target),
        new BudgetConfig(0.1, 0.2),
        ResidencyConfig.NONE,
        new StreamConfig(Duration.ofSeconds(60), 0),
        true);
    assertThat(Yaml.parse(Yaml.LEAST))
        .isEqualTo(new GatewayConfig(
                Optional.empty(),
                "metadata.google.internal",
                new ServerConfig(
                    "0.0.0.0",
                    8080,
                    cores,
                    10_485_760,
                    33_554_432,
                    Duration.ofMinutes(11),
                    Duration.ofSeconds(8),
                    new LimitsConfig(
                        1_000,
                        Math.max(Runtime.getRuntime().maxMemory() / 4, 33_554_432),
                        2_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60))),
                new ManagementConfig("127.0.0.1", 9090),
                new UpstreamConfig(Duration.ofMillis(1500), 256, Duration.ofSeconds(50), false),
                new PluginsConfig(Path.of("plugins"), Duration.ofSeconds(2)),
                new ReloadConfig(Duration.ofSeconds(2)),
                Map.of("m", model),
                "m")
            .withLogs(new LogsConfig(
                LogsConfig.Format.AUTO, LogsConfig.Requests.SAMPLED, 0.01, 100, Optional.empty())));
  }

  @Test
  void everyKey_isRead() {
    GatewayConfig config = Yaml.parse(
        """
        local-region: us-central1
        metadata-host: localhost:8181
        default-model: n
        server: {host: "::", port: 0, event-loops: 3, max-request: 1KiB, max-response: 2KiB, idle-timeout: 2m,
                 shutdown-grace: 0s, max-in-flight: 9, max-buffered: 4KiB,
                 max-connections: 8, head-timeout: 7s, body-timeout: 6s}
        management: {host: 0.0.0.0, port: 0, hosts: [a.example]}
        upstream: {connect-timeout: 2s, connections: 7, keep-alive: 5s, http2: true}
        project: mine
        logs: {format: text, requests: all, sample: 20%, max-per-second: 7}
        traces: {endpoint: "http://localhost:4318", sample: 0.5}
        models:
          z: {targets: [{region: r, kind: url, url: "http://h"}]}
          n:
            timeout: 4s
            attempt-timeout: 3s
            attempts: 2
            budget: {extra: 2.5%, beside: 0.5}
            failover-on-404: true
            idempotent: false
            stream: {stall-timeout: 9s, hold: 16KiB}
            residency: {regions: [r, s], header: true}
            targets: [{region: r, kind: url, url: "http://h"}]
        """);
    assertThat(config.localRegion()).contains("us-central1");
    assertThat(config.metadataHost()).isEqualTo("localhost:8181");
    assertThat(config.server())
        .isEqualTo(new ServerConfig(
            "::",
            0,
            3,
            1024,
            2048,
            Duration.ofMinutes(2),
            Duration.ZERO,
            new LimitsConfig(9, 4096, 8, Duration.ofSeconds(7), Duration.ofSeconds(6))));
    assertThat(config.management())
        .isEqualTo(new ManagementConfig("0.0.0.0", 0, false, List.of("a.example")));
    assertThat(config.upstream())
        .isEqualTo(new UpstreamConfig(Duration.ofSeconds(2), 7, Duration.ofSeconds(5), true));
    assertThat(config.logs())
        .isEqualTo(new LogsConfig(
            LogsConfig.Format.TEXT, LogsConfig.Requests.ALL, 0.2, 7, Optional.of("mine")));
    assertThat(config.traces())
        .contains(new TracesConfig(URI.create("http://localhost:4318"), 0.5, Optional.empty()));
    assertThat(config.models().keySet()).containsExactly("z", "n");
    assertThat(config.defaultModel()).isEqualTo("n");
    ModelConfig model = config.models().get("n");
    assertThat(model.timeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(model.attemptTimeout()).isEqualTo(Duration.ofSeconds(3));
    assertThat(model.maxAttempts()).isEqualTo(2);
    assertThat(model.budget()).isEqualTo(new BudgetConfig(0.025, 0.5));
    assertThat(model.failoverOn404()).isTrue();
    assertThat(model.idempotent()).isFalse();
    assertThat(model.stream()).isEqualTo(new StreamConfig(Duration.ofSeconds(9), 16_384));
    assertThat(model.residency()).isEqualTo(new ResidencyConfig(List.of("r", "s"), true));
  }

  @Test
  void maxBuffered_notWritten_takesTheLargestBody() {
    ServerConfig server =
        Yaml.parse("server: {max-response: 1GiB}\n" + Yaml.LEAST).server();
    assertThat(server.limits().maxBufferedBytes())
        .isEqualTo(Math.max(Runtime.getRuntime().maxMemory() / 4, 1L << 30));
  }

  @Test
  void stallTimeout_notWritten_followsAShorterIdleTimeout() {
    ModelConfig model =
        Yaml.parse("server: {idle-timeout: 45s}\n" + Yaml.LEAST).models().get("m");
    assertThat(model.stream().stallTimeout()).isEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void attemptTimeout_notWritten_followsAShorterTimeout() {
    ModelConfig model = Yaml.parse(Yaml.LEAST + "    timeout: 2s\n").models().get("m");
    assertThat(model.attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void port_ofTheEnvironment_winsOverTheFile() {
    String text = "server: {port: 1234}\n" + Yaml.LEAST;
    assertThat(ConfigFile.parse("test", text, Map.of("PORT", "8888")).server().port())
        .isEqualTo(8888);
    assertThat(ConfigFile.parse("test", text, Map.of("PORT", "")).server().port())
        .isEqualTo(1234);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "65536", "-1"})
  void port_impossibleInTheEnvironment_isAProblemOfTheVariable(String port) {
    assertThat(problems(Yaml.LEAST, Map.of("PORT", port)))
        .containsExactly("PORT: " + port + " (expected: a whole number from 0 to 65535)");
  }

  @Test
  void metadataHost_isThatOfTheFileBeforeThatOfTheEnvironment() {
    Map<String, String> environment = Map.of("GCE_METADATA_HOST", "localhost:99");
    assertThat(ConfigFile.parse("test", Yaml.LEAST, environment).metadataHost())
        .isEqualTo("localhost:99");
    assertThat(ConfigFile.parse("test", "metadata-host: mine\n" + Yaml.LEAST, environment)
            .metadataHost())
        .isEqualTo("mine");
    assertThat(problems(Yaml.LEAST, Map.of("GCE_METADATA_HOST", "http://x")))
        .containsExactly("GCE_METADATA_HOST: http://x (expected: a host or host:port)");
  }

  @Test
  void namesThatOldYamlTakesForSomethingElse_areNames() {
    GatewayConfig config = Yaml.parse(
        """
        local-region: no
        models:
          on: {targets: [{region: yes, kind: url, url: "http://h", id: 12:30:45x}]}
        """
            .replace("12:30:45x", "007"));
    assertThat(config.localRegion()).contains("no");
    assertThat(config.models()).containsOnlyKeys("on");
    assertThat(config.models().get("on").targets().get(0).region()).isEqualTo("yes");
    assertThat(config.models().get("on").targets().get(0).id()).isEqualTo("007");
  }

  @Test
  void strategyOptions_arePlainValues() {
    StrategySpec spec = Yaml.parse(
            Yaml.LEAST
                + """
                strategy:
                  hedged:
                    of: {weighted: {weights: {a: 1, b: 2.5}}}
                    budget: 2%
                    delay: "5"
                    seed: 5000000000
                    on: true
                    order: [a, 1]
            """)
        .models()
        .get("m")
        .strategy();
    assertThat(spec)
        .isEqualTo(new StrategySpec(
            "hedged",
            Map.of(
                "of",
                Map.of("weighted", Map.of("weights", Map.of("a", 1, "b", 2.5))),
                "budget",
                "2%",
                "delay",
                "5",
                "seed",
                5_000_000_000L,
                "on",
                true,
                "order",
                List.of("a", 1))));
  }

  private static List<String> problems(String text, Map<String, String> environment) {
    try {
      ConfigFile.parse("test", text, environment);
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems();
    }
  }
}
