package io.rhumb.gateway.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every command of the README, in its order. What is different: the demo gets free ports, which then stand for
 * 8080 and 9090 in the commands that call it, and {@code my-gateway.yaml} and {@code request.json} are files that the
 * test writes: the doctor finds the demo in it as a target. The simulation runs in a folder of the test's own, the load
 * is a small one, and Maven is not run inside of Maven.
 *
 * <p>A command that is not known here fails the test: say below what it should do.
 */
class ReadmeIT {

  private static final String PREDICT =
      "localhost:8080/predict -H 'content-type: application/json' -d '" + Http.BODY + "'";
  private static final String FAULT = "localhost:9090/demo/regions/us-central1/fault";
  private static final String PREDICTIONS = "\"predictions\":[1.0,2.0,3.0]";

  private final Map<String, Consumer<String>> known = new LinkedHashMap<>();

  @TempDir
  private Path folder;

  private DemoProcess demo;
  private Running load;

  ReadmeIT() {
    known.put("./rhumb demo", this::startDemo);
    known.put("curl -X POST " + PREDICT, line -> answers(line, PREDICTIONS));
    known.put(
        "curl -X PUT " + FAULT + " -d '{\"kind\":\"status\",\"status\":503}'",
        line -> answers(line, "503"));
    known.put(
        "curl -i -X POST " + PREDICT,
        line -> answers(line, "x-rhumb-target: us-east4", PREDICTIONS));
    known.put("curl -X DELETE " + FAULT, this::heals);
    known.put("./rhumb doctor --config my-gateway.yaml --payload request.json", this::examines);
    known.put("mvn -B verify", ReadmeIT::isWhatContinuousIntegrationRuns);
    known.put("./rhumb key --id shop", line -> answers(line, "rhumb_", "{id: shop, sha256: "));
    known.put(
        "./rhumb simulate --scenario brownout --strategy latency-weighted,hedged", this::simulates);
    known.put("./rhumb load --rate 100 --duration 30s", this::startLoad);
    known.put("source <(./rhumb completion bash)", this::teachesTheShell);
    known.put(
        "./rhumb check --config conf/gateway.yaml",
        line -> answers(line, "conf/gateway.yaml: valid"));
    known.put(
        "./rhumb check --config conf/gateway.yaml --show",
        line -> answers(line, "attempt-timeout: 10s", "stall-timeout: 1m"));
    known.put("./rhumb check --schema", line -> answers(line, "\"$schema\""));
    known.put("./rhumb gateway --config my-gateway.yaml", this::startAndStopGateway);
  }

  @AfterEach
  void stop() {
    if (load != null) {
      load.close();
    }
    if (demo != null) {
      demo.close();
    }
  }

  @Test
  void everyCommand_doesWhatItSays() throws IOException {
    List<String> commands = Readme.read().commands();
    // A region is broken and healed more than once.
    assertThat(Set.copyOf(commands)).isEqualTo(known.keySet());
    commands.forEach(line -> known.get(line).accept(line));
    assertThat(load).as("the load, whose end heals() has seen").isNotNull();
    assertThat(load.alive()).isFalse();
  }

  @Test
  void tableOfTheCommands_hasThoseOfTheHelp() throws IOException {
    List<String> listed = Readme.read().table(List.of("command", "what it does")).stream()
        .map(cells -> cells.get(0).replaceAll("`([a-z]+).*", "$1"))
        .toList();
    List<String> known = Rhumb.launcher("--help").run().out().stream()
        .dropWhile(line -> !line.equals("Commands:"))
        .skip(1)
        .takeWhile(line -> line.startsWith("  "))
        .filter(line -> !line.startsWith("   "))
        .map(line -> line.strip().split(" ")[0])
        .toList();
    assertThat(known).contains("gateway", "demo");
    assertThat(listed).containsExactlyInAnyOrderElementsOf(known);
  }

  @Test
  void blocksOfOtherLanguages_wouldNotBeRun() throws IOException {
    assertThat(Readme.read().languages()).containsExactlyInAnyOrder("", "sh");
  }

  @Test
  void linksAndPaths_exist() throws IOException {
    Readme readme = Readme.read();
    assertThat(readme.links()).contains("LICENSE").allMatch(ReadmeIT::exists);
    assertThat(readme.paths()).contains("conf/gateway.yaml", "rhumb").allMatch(ReadmeIT::exists);
  }

  private void startDemo(String line) {
    demo = DemoProcess.start();
    Http.predictUntil("us-central1", demo.port());
  }

  private void answers(String line, String... parts) {
    String command = demo == null
        ? line
        : line.replace("localhost:8080", "localhost:" + demo.port())
            .replace("localhost:9090", "localhost:" + demo.managementPort());
    Ended ended = Rhumb.shell(command).run();
    assertThat(ended.exitCode()).as("%s: %s", line, ended.errText()).isZero();
    assertThat(ended.outText()).as(line).contains(parts);
  }

  /**
   * Shorter and slower, for machines that have other work to do, and that of the tests; returns once it is in full
   * swing.
   */
  private void startLoad(String line) {
    // A demo that has only just started may be slower than its own timeouts.
    Http.warmUp(demo.port());
    load = Rhumb.shell("exec "
            + line.replace("--rate 100 --duration 30s", "--rate 20 --warm-up 2s --duration 8s")
            + " localhost:" + demo.port() + "/predict")
        .start();
    load.awaitErr("^\\d s of 8 s, .* in flight");
  }

  /** What the region's illness did to a load shows only at its end. */
  private void heals(String line) {
    if (load != null) {
      Ended ended = load.awaitEnd();
      assertThat(ended.exitCode()).as(ended.outText()).isZero();
      assertThat(ended.outText())
          .containsPattern("(?m)^200 +160 +100\\.00 % ")
          .containsPattern("(?m)^us-central1 ")
          .containsPattern("(?m)^us-east4 ")
          .containsPattern("(?m)^2 +\\d+ ");
    }
    answers(line, "{\"fault\":null}");
  }

  private void teachesTheShell(String line) {
    answers(line + " && complete -p rhumb", "-F _complete_rhumb");
  }

  /** Elsewhere, where it leaves its picture. */
  private void simulates(String line) {
    String command = line.replace("./rhumb", Rhumb.ROOT.resolve("rhumb").toString());
    Ended ended = Rhumb.shell(command).in(folder).run();
    assertThat(ended.exitCode()).as("%s: %s", line, ended.errText()).isZero();
    assertThat(ended.outText())
        .contains("| informed oracle ", "| latency-weighted ", "| hedged ", "p99.9", "regret")
        .contains("extra requests", "extra work", "switches/min", "share of each region over time")
        .doesNotContain("FAULTS");
    assertThat(folder.resolve("simulation.svg")).exists();
  }

  private static void isWhatContinuousIntegrationRuns(String line) {
    try (var lines = Files.lines(Rhumb.ROOT.resolve(".ci/run"))) {
      assertThat(lines.filter(command -> command.startsWith("mvn "))).containsExactly(line);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private void startAndStopGateway(String line) {
    Path file = folder.resolve("my-gateway.yaml");
    write(
        file,
        """
        local-region: us-central1
        server: {host: 127.0.0.1, port: 0}
        management: {host: 127.0.0.1, port: 0}
        models:
          mine:
            targets:
              - {region: us-central1, kind: url, url: "http://127.0.0.1:9", credential: none}
        """);
    Running process = Rhumb.shell(
            "exec " + line.replace(file.getFileName().toString(), file.toString()))
        .start();
    try (GatewayProcess gateway = GatewayProcess.await(process)) {
      assertThat(Http.get(gateway.port(), "/health/live").statusCode()).isEqualTo(200);
      gateway.process().terminate();
      assertThat(gateway.process().awaitEnd().exitCode()).isZero();
    }
  }

  private void examines(String line) {
    Path config = folder.resolve("my-gateway.yaml");
    Path request = folder.resolve("request.json");
    write(
        config,
        """
        local-region: us-central1
        models:
          mine:
            targets:
              - {region: us-central1, kind: url, url: "http://localhost:%d/predict", credential: none}
        """
            .formatted(demo.port()));
    write(request, Http.BODY);
    Ended ended = Rhumb.shell(line.replace("my-gateway.yaml", config.toString())
            .replace("request.json", request.toString()))
        .run();
    assertThat(ended.exitCode()).as("%s: %s", line, ended.outText()).isZero();
    assertThat(ended.outText())
        .contains("mine / us-central1   localhost:")
        .containsPattern("(?m)^  dns +ok .* localhost is ")
        .containsPattern("(?m)^  predict +ok .* 200, \\d+ bytes")
        .contains("warning  models.mine.targets: one only: no failover");
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static boolean exists(String path) {
    return Files.exists(Rhumb.ROOT.resolve(path));
  }
}
