package io.rhumb.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.Outcome;
import io.rhumb.simulator.scenario.Condition.Reach;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScenarioReaderTest {

  private static final String WHOLE =
      """
      name: whole
      about: Every key.
      duration: 5m
      warm-up: 30s
      bounds: {timeout: 20s, attempt-timeout: 8s, attempts: 2, breaker-reset: 4s, budget: {extra: 5%, beside: 0.5}}
      gateways:
        - {region: a, count: 3, requests-per-second: 112.5, round-trip: {a: 2ms, b: 1.5ms}}
      regions:
        a:
          servers: 16
          service: {shape: log-normal, mean: 100ms, sigma: 0.5}
          stall: {probability: 1%, duration: 2s}
          limit: 64
        b:
          servers: 4
          service: {shape: exponential, mean: 500us}
      incidents:
        - {region: a, at: 90s, for: 2m, flap: 8s, reach: black-hole}
        - region: b
          at: 10s
          slow-down: 6
          quota: 40
          fail: {share: 0.9, outcome: internal-error, after: 2ms}
      """;

  @Test
  void wholeScenario_isRead() {
    Scenario scenario = ScenarioReader.read(WHOLE);

    assertThat(scenario.duration()).isEqualTo(Duration.ofMinutes(5));
    assertThat(scenario.warmUp()).isEqualTo(Duration.ofSeconds(30));
    assertThat(scenario.bounds())
        .isEqualTo(
            new Bounds(Duration.ofSeconds(20), Duration.ofSeconds(8), 2, Duration.ofSeconds(4))
                .withBudget(new BudgetPolicy(0.05, 0.5)));
    assertThat(scenario.gateways().get(0).requestsPerSecond()).isEqualTo(112.5);
    assertThat(scenario.gateways().get(0).roundTrips())
        .containsEntry("b", Duration.ofNanos(1_500_000));
    assertThat(scenario.regions())
        .containsExactly(
            new RegionSpec(
                "a",
                16,
                ServiceTime.logNormal(Duration.ofMillis(100), 0.5),
                new Stall(0.01, Duration.ofSeconds(2)),
                64),
            RegionSpec.of("b", 4, ServiceTime.exponential(Duration.ofNanos(500_000))));
  }

  @Test
  void incidents_areRead() {
    Scenario scenario = ScenarioReader.read(WHOLE);

    assertThat(scenario.incidents())
        .containsExactly(
            new Incident(
                "a",
                Duration.ofSeconds(90),
                Duration.ofMinutes(2),
                Duration.ofSeconds(8),
                Condition.cutOff(Reach.BLACK_HOLE)),
            Incident.of(
                "b",
                Duration.ofSeconds(10),
                Duration.ofSeconds(310),
                new Condition(
                    Reach.UP,
                    6,
                    new Failing(0.9, Outcome.INTERNAL_ERROR, Duration.ofMillis(2)),
                    40)));
  }

  /** What the comment of the class shows is a scenario. */
  @Test
  void exampleOfTheComment_isRead() throws IOException {
    Path source = Path.of("src/main/java/io/rhumb/simulator/scenario/ScenarioReader.java");
    String text = Files.readString(source);
    String example = text.substring(text.indexOf("<pre>") + 5, text.indexOf("</pre>"))
        .replaceAll("(?m)^ \\*( |$)", "");

    assertThat(ScenarioReader.read(example).bounds()).isEqualTo(Bounds.DEFAULT);
  }

  @Test
  void suite_isReadAndNamedAsItsFiles() {
    assertThat(ScenarioSuite.all()).extracting(Scenario::name).isEqualTo(ScenarioSuite.names());
  }

  @Test
  void unknownScenario_saysWhichThereAre() {
    assertThatThrownBy(() -> ScenarioSuite.byName("brownout"))
        .hasMessageStartingWith("scenario: brownout (expected: one of balanced, ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duration: 5m | duration: 5 | duration: 5 (expected: a duration such as 250ms, 2s or 5m)",
        "warm-up: 30s | warm-up: 5m | warm-up: 300s (expected: less than the duration)",
        "warm-up: 30s | warmup: 30s | warmup: unknown key (expected: one of about, bounds,",
        "servers: 16 | servers: 0 | regions.a.servers: 0.0 (expected: >= 1.0)",
        "servers: 16 | | regions.a.servers: nothing (expected: a whole number)",
        "servers: 16 | servers: many | regions.a.servers: many (expected: a whole number)",
        "limit: 64 | servers: 3 | scenario: not YAML: ",
        "shape: log-normal | shape: normal | regions.a.service.shape: normal (expected: one of exponential, log-normal)",
        "probability: 1% | probability: 2 | stall.probability: 2.0 (expected: a fraction from 0 to 1",
        "region: b | region: c | incidents[1].region: c (expected: one of a, b)",
        "region: b | region: a | incidents[1].at: 10s (expected: no overlap with incidents[0] of the same region)",
        "b: 1.5ms | c: 1.5ms | gateways[0].round-trip: c (expected: one of a, b)",
        "at: 10s | at: 5m | incidents[1].at: 300s (expected: before the end of the scenario)",
        "outcome: internal-error | outcome: success | fail.outcome: SUCCESS (expected: a failure of the target",
        "share: 0.9, | | incidents[1].fail.share: nothing (expected: a fraction from 0 to 1",
        "reach: black-hole | reach: up | incidents[0]: nothing wrong (expected: reach, slow-down, fail or quota)",
        "requests-per-second: 112.5 | requests-per-second: 0 | gateways[a].requests-per-second: 0.0 (expected: > 0)",
        "bounds: {timeout: 20s, | bounds: {timeout: 0s, | bounds.timeout: 0s (expected: > 0)"
      })
  void mistake_isNamed(String right, String wrong, String message) {
    assertThat(WHOLE).contains(right);
    String text = WHOLE.replaceFirst(Pattern.quote(right), wrong == null ? "" : wrong);

    assertThatThrownBy(() -> ScenarioReader.read(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void noMap_isNoScenario() {
    assertThatThrownBy(() -> ScenarioReader.read("- a"))
        .hasMessage("scenario: a list (expected: a map)");
    assertThatThrownBy(() -> ScenarioReader.read(""))
        .hasMessage("scenario: nothing (expected: a map)");
  }
}
