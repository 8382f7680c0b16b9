package io.rhumb.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.rhumb.simulator.scenario.ScenarioSuite;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SimulateCommandTest {

  private static final String SHORT =
      """
      name: mine
      about: Two regions, for ten seconds.
      duration: 10s
      gateways: [{region: near, count: 2, requests-per-second: 20, round-trip: {near: 1ms, far: 50ms}}]
      regions:
        near: {servers: 4, service: {mean: 20ms, sigma: 0.5}}
        far: {servers: 4, service: {mean: 20ms, sigma: 0.5}}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir
  private Path folder;

  private Path scenario;
  private Path picture;

  @BeforeEach
  void writeScenario() throws IOException {
    scenario = Files.writeString(folder.resolve("mine.yaml"), SHORT);
    picture = folder.resolve("mine.svg");
  }

  @Test
  void comparison_isATableAndAPicture() throws IOException {
    assertThat(simulate("--strategy", "local-first,hedged: {of: round-robin, budget: 5%}"))
        .as(err.toString())
        .isZero();

    assertThat(out.toString())
        .startsWith("| scenario | strategy ")
        .contains("| mine     | informed oracle ", "| local-first ")
        .contains("| hedged: {budget: 5%, of: round-robin} ", "| far ")
        .doesNotContain("seeds");
    assertThat(err.toString())
        .startsWith("picture: " + picture.toAbsolutePath())
        .hasLineCount(1);
    assertThat(picture)
        .content()
        .startsWith("<svg ")
        .contains("hedged: {budget: 5%, of: round-robin}");
  }

  @Test
  void sameSeed_isTheSameOutput_andAnotherIsNot() throws IOException {
    simulate("--seed", "7");
    String first = out + Files.readString(picture);
    out.getBuffer().setLength(0);
    simulate("--seed", "7");
    assertThat(out + Files.readString(picture)).isEqualTo(first);

    out.getBuffer().setLength(0);
    simulate("--seed", "8");
    assertThat(out + Files.readString(picture)).isNotEqualTo(first);
  }

  @Test
  void severalSeeds_areMeanAndWorst() {
    assertThat(simulate("--seeds", "3", "--strategy", "local-first")).isZero();
    assertThat(out.toString()).contains("of 3 seeds", "| mean ", "| worst ");
  }

  @Test
  void gateways_shareTheTraffic() {
    simulate("--strategy", "round-robin");
    String two = out.toString();
    out.getBuffer().setLength(0);
    assertThat(simulate("--strategy", "round-robin", "--gateways", "5")).isZero();
    assertThat(out.toString()).isNotEqualTo(two);
  }

  @Test
  void withoutAPicture_noneIsDrawn() {
    assertThat(simulate("--no-picture")).isZero();
    assertThat(picture).doesNotExist();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void strategyOfAJar_isSimulated_andItsFaultsAreShown() throws IOException {
    Path jar = FaultyPlugin.jar(folder.resolve("faulty.jar"));

    assertThat(simulate("--plugin", jar.toString(), "--strategy", "faulty"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("| mine     | faulty ", "FAULTS: faulty misbehaved 8 times on mine")
        .contains("First: java.lang.IllegalStateException: on purpose at ");
  }

  @Test
  void goals_takeNoStrategyAndNoScenario_andSaySo() {
    assertThat(run("--goals", "--strategy", "local-first")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--goals: with --strategy (expected: alone, or with --seeds)")
        .hasLineCount(1);
  }

  @Test
  void list_namesEveryScenario() {
    assertThat(run("--list")).isZero();
    assertThat(out.toString().lines().map(line -> line.split(" ")[0]))
        .containsExactlyElementsOf(ScenarioSuite.names());
    assertThat(out.toString()).contains("six times slower");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--scenario|brown-in|scenario: brown-in (expected: all, FILE.yaml, or one of balanced, ",
        "--scenario|none.yaml|none.yaml: no such file",
        "--strategy|nearest|strategy: nearest (expected: one of ",
        "--strategy|hedged: {budgt: 5%}|strategy.hedged.budgt: ",
        "--strategy|hedged: {budget: much}|strategy.hedged.budget: much (expected: ",
        "--strategy|hedged: {of: nearest}|strategy.hedged: nearest (expected: one of ",
        "--strategy|hedged: {of|strategy: hedged: {of (expected: a list such as ",
        "--strategy|''|strategies: none (expected: at least one)",
        "--plugin|none.jar|none.jar: not readable: ",
        "--seed|x|Invalid value for option '--seed'",
        "--seeds|0|--seeds: 0 (expected: >= 1)",
        "--gateways|0|--gateways: 0 (expected: >= 1)",
        "--picture|no/such/folder/x.svg|--picture: no/such/folder/x.svg (expected: a file in a folder that exists)",
        "--senario|x|--senario: unknown option (did you mean --scenario?)"
      })
  void mistake_isOneLineAndCode2(String option, String value, String message) {
    assertThat(simulate(option, value)).isEqualTo(2);
    assertThat(err.toString()).startsWith("rhumb: " + message).hasLineCount(1);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void mistakeInAScenario_isOneLineAndCode2() throws IOException {
    Files.writeString(scenario, SHORT.replace("servers: 4", "servers: none"));
    assertThat(simulate()).isEqualTo(2);
    assertThat(err)
        .hasToString(
            "rhumb: " + scenario + ": regions.near.servers: none (expected: a whole number)\n");
  }

  /** Options of the same name replace those that are not said. */
  private int simulate(String... options) {
    List<String> all = List.of(options);
    Stream<String> more = Stream.concat(
        all.contains("--scenario") ? Stream.of() : Stream.of("--scenario", scenario.toString()),
        all.contains("--picture") ? Stream.of() : Stream.of("--picture", picture.toString()));
    return run(Stream.concat(all.stream(), more).toArray(String[]::new));
  }

  private int run(String... options) {
    return Main.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err, true))
        .execute(Stream.concat(Stream.of("simulate"), Stream.of(options)).toArray(String[]::new));
  }
}
