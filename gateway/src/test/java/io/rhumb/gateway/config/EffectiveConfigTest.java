package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.stub.ThrowawayAuthority;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a configuration is shown as: all of it, in its own syntax, and nothing that is secret. */
final class EffectiveConfigTest {

  private static final String HASH = "0123456789abcdef".repeat(4);

  /** Every way to write something. */
  private static final String ALL =
      """
      local-region: us-central1
      project: my-project
      project-number: "42"
      default-model: fraud
      server: {port: 0, max-request: 1MiB, head-timeout: 1500ms}
      management: {hosts: [rhumb.example.com]}
      upstream: {http2: true}
      access:
        keys:
          - {id: shop, sha256: %s, models: [fraud], regions: [r]}
        id-tokens: {audience: [a], principals: [p@example.com]}
      logs: {format: json, requests: all, sample: 2.5%%, max-per-second: 7}
      traces: {endpoint: "https://otlp.example:4318/x", header: {name: X-Key, env: SECRET}}
      models:
        fraud:
          strategy: {hedged: {of: {weighted: {weights: {a: 3, b: 1}}}, budget: 2%%, percentile: 99}}
          strategy-choices: {plain: local-first}
          timeout: 5m
          attempts: 2
          idempotent: false
          budget: {extra: 12.5%%, beside: 0}
          residency: {regions: [r, s], header: true}
          stream: {stall-timeout: 7s, hold: 16KiB}
          targets:
            - {region: r, kind: psc, address: 10.0.1.2, endpoint: 1, trust: insecure}
            - {region: r, id: b, kind: psc, address: a.internal, endpoint: 2, trust: {pem: %s},
               credential: {header: {name: X-Key, file: %s}}, deployed-model: "77"}
            - {region: s, kind: public, publisher-model: google/gemini, credential: none}
            - {region: s, id: d, kind: dedicated, endpoint: "3", body-model: x,
               credential: {token-file: %s}}
        other:
          failover-on-404: true
          targets:
            - {region: r, kind: url, url: "http://h:81/x", path: "/v1:{method}", address: 10.0.0.9}
            - {region: r, id: t, kind: url, url: "https://h", body-model: y,
               credential: {header: {name: X-Key, env: SECRET}}}
      """;

  @TempDir
  private Path folder;

  private String all() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "s3cret-in-a-file");
    Path authority = ThrowawayAuthority.create().write(folder.resolve("ca.pem"));
    return ALL.formatted(HASH, authority, file, file);
  }

  private static GatewayConfig parse(String text) {
    return ConfigFile.parse("test", text, Map.of("SECRET", "s3cret-of-the-environment"));
  }

  private static String shown(GatewayConfig config) {
    return new JsonObject(EffectiveConfig.of(config)).encodePrettily();
  }

  @Test
  void readAgain_itIsTheSame() throws IOException {
    for (GatewayConfig config :
        List.of(parse(Yaml.LEAST), parse(all()).withAccess(AccessConfig.NONE))) {
      assertThat(parse(shown(config))).isEqualTo(config);
      assertThat(parse(EffectiveConfig.yaml(config))).isEqualTo(config);
    }
  }

  @Test
  void nothingThatIsSecret_isShown() throws IOException {
    assertThat(shown(parse(all())))
        .contains("SECRET", folder.resolve("secret").toString(), EffectiveConfig.HIDDEN)
        .doesNotContain("s3cret", HASH);
  }

  /** The number of a project is a part of a server's name; of a key it is of no interest whence its hash came. */
  @Test
  void everyKey_isShownSomewhere() throws Exception {
    Set<String> known = new TreeSet<>();
    for (Field field : Keys.class.getDeclaredFields()) {
      if (field.get(null) instanceof Key key) {
        known.add(key.name());
      }
    }
    known.remove(Keys.PROJECT_NUMBER.name());
    Set<String> shown = new HashSet<>();
    collect(EffectiveConfig.of(parse(all())), shown);

    assertThat(known).isNotEmpty().isSubsetOf(shown);
  }

  private static void collect(Object value, Set<String> keys) {
    if (value instanceof Map<?, ?> map) {
      keys.addAll(map.keySet().stream().map(String::valueOf).collect(Collectors.toSet()));
      map.values().forEach(each -> collect(each, keys));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> collect(each, keys));
    }
  }
}
