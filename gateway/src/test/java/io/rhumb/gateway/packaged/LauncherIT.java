package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher: the real one once, and its decisions in a tree without anything behind it. */
class LauncherIT {

  private static final String BUILD = "-B -q -Dmaven.test.skip=true -pl gateway -am package";

  @TempDir
  private Path folder;

  @Test
  void version_fromAnywhere_isPrinted() {
    Ended ended =
        Rhumb.shell(Rhumb.ROOT.resolve("rhumb") + " --version").in(folder).run();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).singleElement().asString().matches("rhumb \\d+\\.\\d+\\.\\d+");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void linkToTheLauncher_findsTheJar() throws IOException {
    FakeTree tree = tree().withJar().withJava("17");
    Files.createSymbolicLink(folder.resolve("absolute"), tree.root().resolve("rhumb"));
    Files.createSymbolicLink(folder.resolve("relative"), Path.of("absolute"));
    Ended ended = Rhumb.of(List.of(folder.resolve("relative").toString(), "demo"))
        .in(Path.of("/"))
        .without("JAVA_HOME")
        .with("PATH", tree.path())
        .run();
    assertThat(ended.out()).containsExactly("[-jar][" + tree.jar() + "][demo]");
  }

  @Test
  void help_listsTheCommands() {
    Ended ended = Rhumb.launcher("--help").run();
    assertThat(ended.outText()).contains("gateway ", "demo ", "stub ", "check ", "doctor ");
    assertThat(ended.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.2", "1.8.0_392", "16"})
  void oldJava_isRefused(String version) throws IOException {
    Ended ended = tree().withJava(version).launcher("demo").run();
    assertThat(ended.err())
        .containsExactly("rhumb: java: version " + version + " (expected: 17 or newer)");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void noJava_isRefused() throws IOException {
    Ended ended = tree().launcher("demo").run();
    assertThat(ended.err())
        .containsExactly(
            "rhumb: java: not found (expected: a JDK, 17 or newer, on PATH or in JAVA_HOME)");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void noJarAndNoMaven_isRefused() throws IOException {
    FakeTree tree = tree().withJava("17");
    Ended ended = tree.launcher("demo").run();
    assertThat(ended.err())
        .containsExactly(
            "rhumb: mvn: not found (expected: Maven, 3.8 or newer, to build " + tree.jar() + ")");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void noJarAndNoSources_isRefused() throws IOException {
    FakeTree tree = tree().withJava("17");
    tree.delete("pom.xml");
    Ended ended = tree.launcher("demo").run();
    assertThat(ended.err()).containsExactly("rhumb: " + tree.jar() + ": not found");
    assertThat(ended.exitCode()).isEqualTo(2);
  }

  @Test
  void noJar_isBuilt() throws IOException {
    FakeTree tree = tree().withJava("17").withMaven();
    Ended ended = tree.launcher("demo").run();
    assertThat(tree.builds()).containsExactly(tree.root() + ": " + BUILD);
    assertThat(ended.out()).containsExactly("[-jar][" + tree.jar() + "][demo]");
    assertThat(ended.exitCode()).isZero();
  }

  @Test
  void jarNewerThanTheSources_isRunAsItIs() throws IOException {
    FakeTree tree = tree().withJar().withJava("17").withMaven();
    Ended ended = tree.launcher("check", "--config", "a file").run();
    assertThat(tree.builds()).isEmpty();
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).containsExactly("[-jar][" + tree.jar() + "][check][--config][a file]");
  }

  @ParameterizedTest
  @CsvSource({
    "pom.xml, true",
    "conf/demo.yaml, true",
    "conf/new.yaml, true",
    "strategies/pom.xml, true",
    "strategies/api/pom.xml, true",
    "strategies/api/src/main/java/Api.java, true",
    "gateway/pom.xml, true",
    "gateway/src/main/java/Gateway.java, true",
    "gateway/src/main/java/deep/New.java, true",
    "strategies/api/src/test/java/ApiTest.java, false",
    "gateway/src/test/java/GatewayTest.java, false",
    "README.md, false"
  })
  void sourceNewerThanTheJar_isBuilt(String file, boolean built) throws IOException {
    FakeTree tree = tree().withJar().withJava("17").withMaven();
    tree.write(file);
    assertThat(tree.launcher().run().exitCode()).isZero();
    assertThat(tree.builds()).hasSize(built ? 1 : 0);
  }

  @Test
  void removedSource_isBuilt() throws IOException {
    FakeTree tree = tree().withJar().withJava("17").withMaven();
    tree.delete("gateway/src/main/java/Gateway.java");
    assertThat(tree.launcher().run().exitCode()).isZero();
    assertThat(tree.builds()).hasSize(1);
  }

  @Test
  void failedBuild_isToldAndNothingRuns() throws IOException {
    FakeTree tree = tree().withJava("17").withFailingMaven();
    Ended ended = tree.launcher("demo").run();
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.errText())
        .contains("boom", "rhumb: the build failed; all of its output is in");
    assertThat(tree.jar()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "17.0.15, ''",
    "22, ''",
    "23, [--sun-misc-unsafe-memory-access=allow]",
    "25-ea, [--sun-misc-unsafe-memory-access=allow]"
  })
  void options_reachJava(String version, String unsafe) throws IOException {
    FakeTree tree = tree().withJar().withJava(version);
    Ended ended = tree.launcher("demo").with("RHUMB_JAVA_OPTS", "-Xmx64m -Da=b").run();
    assertThat(ended.out())
        .containsExactly(unsafe + "[-Xmx64m][-Da=b][-jar][" + tree.jar() + "][demo]");
  }

  private FakeTree tree() throws IOException {
    return FakeTree.create(folder);
  }
}
