package io.rhumb.gateway.reload;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.gateway.config.ConfigCheck;
import io.rhumb.gateway.config.CredentialConfig;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.config.InvalidConfigException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.logging.LogManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A single file. */
final class ConfigReaderTest {

  private static final String LEAST =
      """
      models:
        m:
          targets:
            - {region: r, kind: url, url: "http://h"}
      """;

  private static final ConfigCheck NOTHING_FURTHER = config -> List.of();

  private final Vertx vertx = Vertx.vertx();

  @TempDir
  private Path directory;

  @AfterEach
  void close() {
    vertx.close().await();
  }

  @Test
  void validFile_isRead() throws IOException {
    Path file = write(LEAST.getBytes(StandardCharsets.UTF_8));
    GatewayConfig config =
        reader(file, Map.of("PORT", "1234")).require(NOTHING_FURTHER).await();
    assertThat(config.server().port()).isEqualTo(1234);
    assertThat(config.models()).containsOnlyKeys("m");
  }

  /** Each retriever of vertx-config has loggers with names of its own, which stay for good. */
  @Test
  void lookingAgainAndAgain_leavesNothingBehind() throws IOException {
    ConfigReader reader = reader(write(LEAST.getBytes(StandardCharsets.UTF_8)), Map.of());
    reader.read().await();
    long before = retrievers();
    assertThat(before).isPositive();

    for (int i = 0; i < 20; i++) {
      reader.read().await();
    }

    assertThat(retrievers()).isEqualTo(before);
  }

  private static long retrievers() {
    return Collections.list(LogManager.getLogManager().getLoggerNames()).stream()
        .filter(name -> name.startsWith("ConfigurationProvider#"))
        .count();
  }

  @Test
  void everyProblem_isCarried() throws IOException {
    Path file =
        write(("colour: red\n" + LEAST + "taste: sweet\n").getBytes(StandardCharsets.UTF_8));
    InvalidConfigException failure = failure(file);
    assertThat(failure.source()).isEqualTo(file.toString());
    assertThat(failure.problems()).hasSize(2);
    assertThat(failure.located().get(0)).startsWith(file + ":1: colour: unknown key (");
    assertThat(failure.located().get(1)).startsWith(file + ":6: taste: unknown key (");
    assertThat(failure).hasMessageStartingWith(file + ": line 1: colour: unknown key (");
  }

  @Test
  void missingFile_isOneProblem() {
    Path file = directory.resolve("none.yaml");
    assertThat(failure(file).located()).containsExactly(file + ": no such file");
  }

  @Test
  void missingFile_thatIsOnTheClassPath_isMissing() {
    Path file = Path.of("io/rhumb/gateway/conf/gateway.yaml");
    assertThat(getClass().getClassLoader().getResource(file.toString())).isNotNull();
    assertThat(failure(file).located()).containsExactly(file + ": no such file");
  }

  /** Whoever names the wrong file. */
  @Test
  void fileLargerThanTheHeap_isOneProblem() throws IOException {
    Path file = write(new byte[0]);
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(3L << 30);
    }
    assertThat(failure(file).located())
        .containsExactly(file + ": not readable: 3221225472 bytes (expected: at most 3145728)");
  }

  @Test
  void folderWithoutYaml_isOneProblem() throws IOException {
    Files.writeString(directory.resolve("README.md"), "nothing here");
    assertThat(failure(directory).located())
        .containsExactly(directory + ": 0 YAML files (expected: from 1 to 256)");
  }

  @Test
  void emptyFile_isOneProblem() throws IOException {
    assertThat(failure(write(new byte[0])).problems())
        .containsExactly("empty (expected: a map with at least the key models)");
  }

  /** Whoever takes a model away by commenting it out. */
  @Test
  void commentsBesideOtherFiles_areNoProblem() throws IOException {
    Files.writeString(directory.resolve("10-base.yaml"), LEAST);
    Files.writeString(directory.resolve("20-models.yaml"), "# models:\n#   n: {}\n");
    assertThat(reader(directory, Map.of()).require(NOTHING_FURTHER).await().models())
        .containsOnlyKeys("m");
  }

  /** Whoever writes it to a disk that is full. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\n \n"})
  void emptyFileBesideOthers_isNamed(String nothing) throws IOException {
    Files.writeString(directory.resolve("10-base.yaml"), LEAST);
    Path models = Files.writeString(directory.resolve("20-models.yaml"), nothing);
    assertThat(failure(directory).located())
        .containsExactly(models + ": empty (expected: a map; a comment where nothing is meant)");
  }

  @Test
  void emptyFile_whereTheModelsShouldBe_isNamed() throws IOException {
    Files.writeString(directory.resolve("10-base.yaml"), "server: {port: 1}\n");
    Path models = Files.writeString(directory.resolve("20-models.yaml"), "# nothing\n");
    assertThat(failure(directory).located())
        .contains(models + ": empty (expected: a map with at least the key models)");
  }

  @Test
  void emptyFilesOnly_areNamedEach() throws IOException {
    Path base = Files.writeString(directory.resolve("10-base.yaml"), "");
    Path models = Files.writeString(directory.resolve("20-models.yaml"), "");
    assertThat(failure(directory).located())
        .containsExactly(
            base + ": empty (expected: a map; a comment where nothing is meant)",
            models + ": empty (expected: a map; a comment where nothing is meant)");
  }

  @Test
  void textThatIsNotUtf8_isAProblemWithItsLine() throws IOException {
    byte[] latin = "# fine\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThat(failure(write(latin)).problems())
        .containsExactly("line 2: byte 0xE9 (expected: UTF-8)");
  }

  @Test
  void textThatEndsWithinACharacter_isAProblem() throws IOException {
    assertThat(failure(write(new byte[] {'#', (byte) 0xC3})).problems())
        .containsExactly("line 1: byte 0xC3 (expected: UTF-8)");
  }

  @Test
  void malformedYaml_hasLineAndColumn() throws IOException {
    Path file = write("models: [\n".getBytes(StandardCharsets.UTF_8));
    assertThat(failure(file).located())
        .hasSize(1)
        .first()
        .asString()
        .startsWith(file + ":2: column 1: not YAML: ");
  }

  @Test
  void relativePaths_areRelativeToTheFile() throws IOException {
    Files.writeString(directory.resolve("token"), "secret");
    String text =
        LEAST.replace("url: \"http://h\"", "url: \"http://h\", credential: {token-file: token}");
    Path file = write(text.getBytes(StandardCharsets.UTF_8));
    CredentialConfig expected = new CredentialConfig.TokenFile(directory.resolve("token"));
    assertThat(credential(reader(file, Map.of()).require(NOTHING_FURTHER).await()))
        .isEqualTo(expected);
  }

  @Test
  void parsing_askedForOnAnEventLoop_happensElsewhere() throws IOException {
    Path file = write(LEAST.getBytes(StandardCharsets.UTF_8));
    Set<Boolean> onEventLoop = ConcurrentHashMap.newKeySet();
    // The environment is looked at while the text is parsed.
    Map<String, String> environment = new AbstractMap<>() {
      @Override
      public String get(Object key) {
        onEventLoop.add(Context.isOnEventLoopThread());
        return null;
      }

      @Override
      public Set<Entry<String, String>> entrySet() {
        return Set.of();
      }
    };
    Promise<GatewayConfig> read = Promise.promise();
    vertx.runOnContext(
        started -> reader(file, environment).require(NOTHING_FURTHER).onComplete(read));
    assertThat(read.future().await().models()).containsOnlyKeys("m");
    assertThat(onEventLoop).containsExactly(false);
  }

  private ConfigReader reader(Path file, Map<String, String> environment) {
    return new ConfigReader(
        vertx, ConfigSource.of(vertx, file.toString()), environment, UnaryOperator.identity());
  }

  private InvalidConfigException failure(Path file) {
    return (InvalidConfigException) reader(file, Map.of())
        .require(NOTHING_FURTHER)
        .map(config -> new Throwable())
        .recover(Future::succeededFuture)
        .await();
  }

  private static CredentialConfig credential(GatewayConfig config) {
    return config.models().get("m").targets().get(0).credential();
  }

  private Path write(byte[] content) throws IOException {
    return Files.write(directory.resolve("gateway.yaml"), content);
  }
}
