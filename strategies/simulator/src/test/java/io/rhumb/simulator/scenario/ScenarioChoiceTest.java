package io.rhumb.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScenarioChoiceTest {

  private static final String MINE =
      """
      name: mine
      about: One region.
      duration: 1m
      gateways: [{region: r, requests-per-second: 1, round-trip: {r: 1ms}}]
      regions: {r: {servers: 1, service: {mean: 1ms}}}
      """;

  @TempDir
  private Path folder;

  @Test
  void hyphens_doNotMatter() {
    assertThat(names("brownout", "low-rate", "black-hole", "blackhole"))
        .containsExactly("brown-out", "low-rate", "black-hole");
  }

  @Test
  void all_areThoseThatAreShipped() {
    assertThat(ScenarioChoice.of(List.of("all"))).isEqualTo(ScenarioSuite.all());
  }

  @Test
  void file_isRead() throws IOException {
    assertThat(names(write(MINE), "quota")).containsExactly("mine", "quota");
  }

  @Test
  void unknownName_listsTheKnownOnes() {
    assertThatThrownBy(() -> names("brown-in"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "scenario: brown-in (expected: all, FILE.yaml, or one of balanced, ")
        .hasMessageContaining("brown-out");
  }

  @Test
  void missingFile_isNamed() {
    String file = folder.resolve("none.yaml").toString();
    assertThatThrownBy(() -> names(file)).hasMessage(file + ": no such file");
  }

  @Test
  void mistakeInAFile_isOneLineWithItsPath() throws IOException {
    String file = write(MINE.replace("servers: 1", "servers: 0"));
    assertThatThrownBy(() -> names(file))
        .hasMessage(file + ": regions.r.servers: 0.0 (expected: >= 1.0)");
    String broken = write("name: [");
    assertThatThrownBy(() -> names(broken)).satisfies(e -> assertThat(e.getMessage())
        .startsWith(broken + ": scenario: not YAML: ")
        .hasLineCount(1));
  }

  private static List<String> names(String... wanted) {
    return ScenarioChoice.of(List.of(wanted)).stream().map(Scenario::name).toList();
  }

  private String write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("mine.yaml"), yaml).toString();
  }
}
