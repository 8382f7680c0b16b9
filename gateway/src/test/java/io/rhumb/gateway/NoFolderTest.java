package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.plugin.PinnedJar;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no folder for temporary files, as in a container whose file system cannot be written to. */
final class NoFolderTest {

  @TempDir
  private Path folder;

  private Path config;

  private Path write() throws IOException {
    config = Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        local-region: here
        models:
          m:
            strategy: pinned
            targets: [{region: here, kind: url, url: "http://127.0.0.1:9", credential: none}]
        """);
    new PinnedJar()
        .write(Files.createDirectory(folder.resolve("plugins")).resolve("a.jar"), "here");
    return config;
  }

  @Test
  void check_readsTheConfiguration_andTheJarThatItNeeds() throws Exception {
    assertThat(run("check", "--config", write().toString()))
        .endsWith(config + ": valid: 1 model, 1 target\n0");
  }

  @Test
  void explain_asks() throws Exception {
    assertThat(run("explain", "--management=http://127.0.0.1:9"))
        .contains("(expected: a running gateway)")
        .endsWith("\n1");
  }

  /** A process of its own, since Vert.x looks once where its files could be. What it says, and its exit code. */
  private String run(String... arguments) throws Exception {
    Path none = Files.createFile(folder.resolve("file")).resolve("none");
    Stream<String> java = Stream.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + none,
        "-cp",
        System.getProperty("java.class.path"),
        Main.class.getName());
    Process process = new ProcessBuilder(
            Stream.concat(java, Stream.of(arguments)).toList())
        .redirectErrorStream(true)
        .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return said + process.waitFor();
  }
}
