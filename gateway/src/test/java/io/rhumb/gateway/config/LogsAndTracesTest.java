package io.rhumb.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogsAndTracesTest {

  @TempDir
  private Path folder;

  private static List<String> problems(String top) {
    try {
      ConfigFile.parse("test", top + "\n" + Yaml.LEAST, Map.of());
      return List.of();
    } catch (InvalidConfigException e) {
      return e.problems();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "logs: {format: xml} | logs.format: xml (expected: one of auto, json, text)",
        "logs: {requests: some} | logs.requests: some (expected: one of all, sampled, none)",
        "logs: {sample: 101%} | logs.sample: 101% (expected: a share from 0% to 100%, such as 10% or 0.1)",
        "logs: {max-per-second: 0} | logs.max-per-second: 0 (expected: a whole number from 1 to 100000)",
        "traces: yes please | traces: … (expected: none, or a map with the key endpoint)",
        "traces: {sample: 2} | traces.sample: 2 (expected: a share from 0% to 100%, such as 10% or 0.1)",
        "traces: {endpoint: localhost:4318} | traces.endpoint: localhost:4318 (expected: an http or https URL without user, query and"
            + " fragment, such as http://localhost:4318)",
        "traces: {endpoint: 'http://u:p@h'} | traces.endpoint: \"http://…@h\" (expected: an http or https URL without user, query and"
            + " fragment, such as http://localhost:4318)"
      })
  void whatCannotBe_isAProblem(String top, String problem) {
    assertThat(problems(top)).contains("line 1: " + problem);
  }

  @Test
  void tracesWithoutEndpoint_areAProblem() {
    assertThat(problems("traces: {sample: 1%}"))
        .singleElement()
        .asString()
        .startsWith("line 1: traces.endpoint: missing");
  }

  @Test
  void header_isFromTheEnvironmentOrAFile() throws Exception {
    Files.writeString(folder.resolve("key"), "secret");
    String text =
        "traces: {endpoint: 'https://t.example.com/x', sample: 0%, header: {name: X-Key, file: "
            + folder.resolve("key") + "}}\n" + Yaml.LEAST;
    assertThat(ConfigFile.parse("test", text, Map.of()).traces())
        .contains(new TracesConfig(
            URI.create("https://t.example.com/x"),
            0,
            Optional.of(new CredentialConfig.HeaderFromFile("X-Key", folder.resolve("key")))));
    assertThat(problems("traces: {endpoint: 'http://h', header: {name: X-Key, env: NOT_SET}}"))
        .singleElement()
        .asString()
        .startsWith("line 1: traces.header.env: NOT_SET (expected: ");
  }
}
