package io.rhumb.gateway.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.rhumb.gateway.config.ConfigCheck;
import io.rhumb.gateway.config.ConfigContent;
import io.rhumb.gateway.config.ConfigFile;
import io.rhumb.gateway.config.GatewayConfig;
import io.rhumb.gateway.generation.StrategyCheck;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CheckCommandTest {

  private static final ConfigCheck NO_FURTHER = config -> List.of();
  private static final String VALID =
      """
      default-model: a
      models:
        a:
          targets:
            - {region: r, kind: url, url: "http://one"}
            - {region: s, kind: url, url: "http://two"}
        b:
          targets: [{region: r, kind: url, url: "http://one"}]
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  private Path directory;

  @Test
  void validFile_isSummedUp() throws IOException {
    Path file = write(VALID);
    assertThat(run(NO_FURTHER, Map.of(), "--config", file.toString())).isZero();
    assertThat(out).hasToString(file + ": valid: 2 models, 3 targets\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void show_printsEveryKey_asAConfigurationThatMeansTheSame() throws IOException {
    Path file = write(VALID);
    assertThat(run(NO_FURTHER, Map.of(), "--config", file.toString(), "--show")).isZero();
    GatewayConfig shown = ConfigFile.parse("shown", out.toString(), Map.of());
    ConfigContent written = ConfigContent.of("file", directory, VALID.getBytes(UTF_8));
    assertThat(shown).isEqualTo(ConfigFile.parse(written, Map.of()));
    assertThat(out.toString()).contains("attempt-timeout: 10s");
  }

  /** Of a target that was taken out of a model a weight may be left. */
  @Test
  void namesThatNoTargetHas_areWarnings() throws IOException {
    Path file = write(
        VALID
            + """
            strategy:
              hedged:
                of: {weighted: {weights: {r: 80, s: 20}}}
            strategy-choices:
              fixed: {priority: {order: [t, r]}}
        """);
    assertThat(run(NO_FURTHER, Map.of(), "--config", file.toString())).isZero();
    assertThat(out).hasToString(file + ": valid: 2 models, 3 targets\n");
    assertThat(err)
        .hasToString(
            """
        %1$s: warning: models.b.strategy.hedged.of.weighted.weights.s: no such target (expected: one of r)
        %1$s: warning: models.b.strategy-choices.fixed.priority.order.t: no such target (expected: one of r)
        """
                .formatted(file));
  }

  @Test
  void schema_isPrinted_whateverElseIsAsked() {
    assertThat(run(NO_FURTHER, Map.of(), "--schema")).isZero();
    assertThat(new JsonObject(out.toString()).getJsonObject("properties").fieldNames())
        .contains("models", "server");
  }

  @Test
  void invalidFile_printsEachProblemOnALineWithItsPlace() throws IOException {
    Path file = write(VALID + "serverr: 1\nproject: A\n");
    assertThat(run(NO_FURTHER, Map.of(), "--config", file.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            """
        %1$s:9: serverr: unknown key (did you mean server?)
        %1$s:10: project: A (expected: a project's id or number, such as my-project)
        """
                .formatted(file));
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void missingFile_isOneLine() {
    Path file = directory.resolve("none.yaml");
    assertThat(run(NO_FURTHER, Map.of(), "--config", file.toString())).isEqualTo(1);
    assertThat(err).hasToString(file + ": no such file\n");
  }

  @Test
  void furtherProblems_arePrinted() throws IOException {
    Path file = write(VALID);
    ConfigCheck check = config ->
        List.of("models.a.strategy: " + config.models().get("a").strategy().name());
    assertThat(run(check, Map.of(), "--config", file.toString())).isEqualTo(1);
    assertThat(err).hasToString(file + ":3: models.a.strategy: local-first\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void strategies_areToldWithTheirLines() throws IOException {
    Path file = write(
        """
        default-model: gemini
        models:
          gemini-2.5:
            strategy: local-frist
            strategy-choices:
              plain:
                hedged:
                  of:
                    weighted:
                      weights: {r: 1}
                      boundd: 2
            targets: [{region: r, kind: url, url: "http://one"}]
          gemini:
            strategy:
              hedged:
                of: local-first
                budget: 3
            targets: [{region: r, kind: url, url: "http://one"}]
        """);
    assertThat(run(new StrategyCheck(true), Map.of(), "--config", file.toString()))
        .isEqualTo(1);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line ->
                assertThat(line).startsWith(file + ":4: models.gemini-2.5.strategy: local-frist ("),
            line -> assertThat(line)
                .startsWith(file + ":11: models.gemini-2.5.strategy-choices.plain."),
            line -> assertThat(line)
                .startsWith(file + ":17: models.gemini.strategy.hedged.budget: 3 ("));
  }

  @Test
  void problemOfNothingInTheFile_hasNoLine() throws IOException {
    Path file = write(VALID);
    ConfigCheck check = config -> List.of("plugins.folder: x.jar: no jar");
    assertThat(run(check, Map.of(), "--config", file.toString())).isEqualTo(1);
    assertThat(err).hasToString(file + ": plugins.folder: x.jar: no jar\n");
  }

  @Test
  void queryOfTheAddress_isNeverPrinted() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      boolean good = exchange.getRequestURI().toString().equals("/good?sig=s3cret");
      byte[] answer = (good ? VALID : "models: 1").getBytes(UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
      exchange.close();
    });
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(run(NO_FURTHER, Map.of(), "--config", url + "/good?sig=s3cret"))
          .isZero();
      assertThat(out).hasToString(url + "/good: valid: 2 models, 3 targets\n");
      assertThat(run(NO_FURTHER, Map.of(), "--config", url + "/bad?sig=s3cret")).isEqualTo(1);
      assertThat(err.toString()).startsWith(url + "/bad:1: models: ").doesNotContain("s3cret");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void noAddress_isToldWithoutWhatMayBeSecretInIt() {
    assertThat(run(NO_FURTHER, Map.of(), "--config", "https://me:s3cret@h/c?sig=s3cret"))
        .isEqualTo(1);
    assertThat(err).hasToString("https://…@h/c: no URL (expected: https://HOST/PATH)\n");
  }

  @Test
  void withoutFile_theEnvironmentIsChecked() {
    Map<String, String> environment = Map.of(
        "VERTEX_PROJECT_ID", "p",
        "PRIMARY_IP", "10.0.0.1",
        "PRIMARY_REGION", "r",
        "PRIMARY_ID", "1",
        "BACKUP_IP", "10.0.0.2",
        "BACKUP_REGION", "s",
        "BACKUP_ID", "2");
    assertThat(run(NO_FURTHER, environment)).isZero();
    assertThat(out).hasToString("environment: valid: 1 model, 2 targets\n");
  }

  @Test
  void withoutFileAndEnvironment_saysHowToConfigure() {
    assertThat(run(NO_FURTHER, Map.of())).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("environment: no configuration (expected: --config FILE, or ")
        .hasLineCount(1);
  }

  private int run(ConfigCheck check, Map<String, String> environment, String... arguments) {
    return new CommandLine(new CheckCommand(check, environment))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(arguments);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(directory.resolve("gateway.yaml"), text);
  }
}
