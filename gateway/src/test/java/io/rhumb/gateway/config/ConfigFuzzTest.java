package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.fuzz.Fuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Any text is a configuration, or every problem of it is told. */
final class ConfigFuzzTest {

  @Test
  void text() throws IOException {
    List<String> seeds = new ArrayList<>(List.of(
        Yaml.LEAST,
        "server: {port: 1, max-buffered: 1GiB, head-timeout: 5s}\n" + Yaml.LEAST,
        "strategy: {hedged: {of: {sticky: {header: x}}, budget: 5%}}",
        "a: &x [*x]",
        "? [a]\n: {b: c}",
        "--- a\n--- b",
        "%YAML 1.2\n---\n!!binary x",
        "%YAML 111111111111111111111111gion: o\r111.2\n---\n!a0xry x",
        "[".repeat(2_000),
        "{a: ".repeat(500),
        "models: {m: {targets: [{region: r, kind: url, url: \"http://[::\"}]}}",
        "models: {m: {targets: [{region: r, kind: url, url: h, trust: {pem: \"\\0\"}}]}}",
        ""));
    for (String line : Files.readAllLines(Path.of("../conf/gateway.yaml"))) {
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        seeds.add(Yaml.LEAST + line);
        seeds.add(line.strip());
      }
    }
    Fuzz.of(
            seeds, "models:", "&a", "*a", "<<: ", "!!", "- ", ": ", "\n  ", "{", "}", "[", "~",
            "1e999", ".inf", "0x", "|\n", "\t", "? ")
        .run(text -> {
          try {
            ConfigFile.parse("fuzz", text, Map.of());
          } catch (InvalidConfigException invalid) {
            assertThat(invalid.problems()).isNotEmpty();
          }
        });
  }
}
