package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the image relies on, as far as it shows without one: {@code deploy/image/build-here.sh} builds and runs it. */
class ImageIT {

  private static final List<String> DOCKERFILE = lines("Dockerfile");

  /** Is read by the JVM's launcher. */
  private static final String OPTIONS = "JDK_JAVA_OPTIONS";

  @TempDir
  private Path folder;

  @Test
  void process_isTheGatewayItselfAndHasNoRights() {
    assertThat(last("ENTRYPOINT "))
        .startsWith("[\"/opt/rhumb/java/bin/java\", ")
        .endsWith("]");
    assertThat(last("CMD ")).isEqualTo("[\"gateway\"]");
    // A number, so that an orchestrator can see that it is not root.
    assertThat(last("USER ")).matches("[1-9][0-9]*:[1-9][0-9]*");
  }

  @Test
  void bases_areNamedWithoutARegistry() {
    assertThat(DOCKERFILE.stream().filter(line -> line.startsWith("FROM ")))
        .hasSize(2)
        .allMatch(line -> line.matches("FROM [a-z]+:[a-z0-9.-]+( AS [a-z]+)?"));
  }

  @Test
  void everythingThatIsCopied_isThere() {
    assertThat(DOCKERFILE.stream()
            .filter(line -> line.matches("COPY [^-].*"))
            .map(line -> Rhumb.ROOT.resolve(line.split(" ")[1])))
        .hasSizeGreaterThan(4)
        .allMatch(Files::exists);
  }

  @Test
  void everyModule_isThereWhenTheParentIsRead() throws IOException {
    List<String> copied = DOCKERFILE.stream()
        .filter(line -> line.matches("COPY [^-].*"))
        .map(line -> line.split(" ")[1])
        .toList();
    assertThat(Pattern.compile("<module>(.*)</module>")
            .matcher(Files.readString(Rhumb.ROOT.resolve("pom.xml")))
            .results()
            .map(module -> module.group(1)))
        .hasSizeGreaterThan(4)
        .allMatch(module -> copied.stream()
            .anyMatch(path ->
                (module + "/pom.xml").equals(path) || (module + "/").startsWith(path + "/")));
  }

  // A folder below a file, since a test that runs as root may make one anywhere else.
  @Test
  void gateway_needsNoFolderToWriteTo() throws IOException {
    Path config = Files.writeString(
        folder.resolve("gateway.yaml"),
        """
        local-region: here
        server: {host: 127.0.0.1, port: 0}
        management: {port: 0}
        models:
          m:
            targets: [{region: here, kind: url, url: "http://127.0.0.1:9", credential: none}]
        """);
    Path none = config.resolve("none");
    Rhumb command = Rhumb.jar("gateway", "--config", config.toString())
        .with(OPTIONS, "-Djava.io.tmpdir=" + none + " -Dio.netty.native.workdir=" + folder);
    try (GatewayProcess gateway = GatewayProcess.await(command.start())) {
      assertThat(Http.get(gateway.port(), "/health/live").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void start_readsItsPlainCommandLineByItself() {
    Ended ended = Rhumb.jar("gateway", "--config", "no-such.yaml")
        .with(OPTIONS, "-verbose:class")
        .run();
    assertThat(ended.errText()).contains("no-such.yaml: no such file");
    assertThat(ended.out())
        .anyMatch(line -> line.contains(" io.rhumb."))
        .noneMatch(line -> line.contains(" picocli."));
  }

  private static String last(String instruction) {
    return DOCKERFILE.stream()
        .filter(line -> line.startsWith(instruction))
        .reduce((before, after) -> after)
        .orElseThrow()
        .substring(instruction.length());
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Rhumb.ROOT.resolve(file));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
