package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code rhumb check}: valid or not, and nothing is connected to. */
class CheckCommandIT {

  private static final String VALID =
      """
      models:
        m:
          strategy: local-first
          timeout: 5s
          targets:
            - {region: us-central1, kind: url, url: "https://nowhere.invalid", credential: none}
      """;

  @TempDir
  private Path folder;

  @Test
  void validFile_isSummedUp() throws IOException {
    Ended ended = check(VALID);
    assertThat(ended.out()).containsExactly(file() + ": valid: 1 model, 1 target");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void brokenFile_showsEveryProblemWithItsLine() throws IOException {
    Ended ended =
        check(VALID.replace("timeout: 5s", "timeuot: 5s").replace("kind: url", "kind: uri"));
    assertThat(ended.err())
        .anyMatch(
            line -> line.startsWith(file() + ":4: models.m.timeuot") && line.contains("timeout"))
        .anyMatch(line -> line.startsWith(file() + ":6: ") && line.contains("uri (expected: "))
        .hasSize(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void unknownStrategy_isNamedWithThoseThatExist() throws IOException {
    Ended ended = check(VALID.replace("local-first", "nearest"));
    assertThat(ended.err())
        .singleElement()
        .asString()
        .startsWith(file() + ":3: models.m.strategy: nearest (expected: ")
        .contains("local-first");
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void missingFile_isAProblem() {
    Ended ended = Rhumb.jar("check", "--config", "no-such.yaml").run();
    assertThat(ended.err()).containsExactly("no-such.yaml: no such file");
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  @Test
  void environmentOfTheReference_isChecked() {
    Rhumb check = Rhumb.jar("check").with("PRIMARY_IP", "10.0.0.1").with("BACKUP_ID", "2");
    Ended ended = check.run();
    assertThat(ended.err())
        .hasSize(5)
        .anyMatch(line -> line.contains("VERTEX_PROJECT_ID: missing"));
    assertThat(ended.exitCode()).isEqualTo(1);
  }

  private Ended check(String yaml) throws IOException {
    Files.writeString(file(), yaml);
    return Rhumb.jar("check", "--config", file().toString()).run();
  }

  private Path file() {
    return folder.resolve("gateway.yaml");
  }
}
