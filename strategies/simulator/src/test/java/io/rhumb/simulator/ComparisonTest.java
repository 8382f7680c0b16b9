package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.engine.StrategyCatalog;
import io.rhumb.simulator.report.ComparisonText;
import io.rhumb.simulator.report.Picture;
import io.rhumb.simulator.report.ScenarioReport;
import io.rhumb.simulator.report.StrategyReport;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.RoutingStrategyProvider;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategyConfig;
import io.rhumb.strategy.StrategyContext;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetsView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ComparisonTest {

  private static final Scenario SCENARIO = Small.threeRegions(
      0.6,
      Duration.ofSeconds(40),
      Incident.of(
          "us-central1", Duration.ofSeconds(25), Duration.ofSeconds(10), Condition.slow(6)));
  private static final StrategySpec HEDGED =
      new StrategySpec("hedged", Map.of("of", "latency-weighted", "budget", "5%"));

  @Test
  void everyScenario_hasEveryOracleAndStrategy_overEverySeed() {
    Scenario other = SCENARIO.withGatewaysPerGroup(1);
    List<ScenarioReport> reports = new Comparison(
            Small.STRATEGIES,
            List.of(Small.LOCAL_FIRST, HEDGED),
            List.of(SCENARIO, other),
            List.of(1L, 5L))
        .run(Progress.Listener.NONE);

    assertThat(reports).extracting(ScenarioReport::scenario).containsExactly(SCENARIO, other);
    List<String> names = Stream.concat(
            Stream.of(OracleKind.values()).map(OracleKind::label),
            Stream.of("local-first", "hedged: {budget: 5%, of: latency-weighted}"))
        .toList();
    assertThat(reports).allSatisfy(report -> {
      assertThat(report.strategies()).extracting(StrategyReport::name).isEqualTo(names);
      assertThat(report.strategies())
          .allSatisfy(strategy ->
              assertThat(strategy.runs()).extracting(run -> run.seed()).containsExactly(1L, 5L));
    });
  }

  @Test
  void sameSeeds_giveTheSameTextAndPicture() {
    List<ScenarioReport> once = compare(Small.STRATEGIES, Small.LOCAL_FIRST, HEDGED);
    List<ScenarioReport> again = compare(Small.STRATEGIES, Small.LOCAL_FIRST, HEDGED);

    assertThat(ComparisonText.of(again)).isEqualTo(ComparisonText.of(once)).contains("local-first");
    assertThat(Picture.svg(again)).isEqualTo(Picture.svg(once));
  }

  @Test
  void progress_beginsWithNothingDoneAndEndsWithEverything() {
    List<Progress> heard = new ArrayList<>();
    new Comparison(Small.STRATEGIES, List.of(Small.LOCAL_FIRST), List.of(SCENARIO), List.of(7L, 8L))
        .run(heard::add);

    int runs = 2 * (OracleKind.values().length + 1);
    // 96 requests a second for 40 seconds.
    assertThat(heard).hasSize(runs + 1);
    assertThat(heard.get(0))
        .isEqualTo(new Progress(0, runs, 0, runs * 3840.0, "three-regions, oracle, seed 7"));
    assertThat(heard.get(runs))
        .isEqualTo(new Progress(runs, runs, runs * 3840.0, runs * 3840.0, ""));
  }

  @Test
  void strategyAtFault_isShownPlainly() {
    StrategyCatalog catalog = StrategyCatalog.of(new Throwing());

    assertThat(ComparisonText.of(compare(catalog, StrategySpec.of("throwing"))))
        .contains(
            "FAULTS: throwing misbehaved 12 times on three-regions, and its row shows local-first order in its place: "
                + "3 of 3 gateways soon asked it no more. First: java.lang.IllegalStateException: on purpose at ");
    assertThat(Picture.svg(compare(catalog, StrategySpec.of("throwing")))).contains("at fault");
  }

  @Test
  void strategyThatBehaves_isNotSaidToBeAtFault() {
    assertThat(ComparisonText.of(compare(Small.STRATEGIES, Small.LOCAL_FIRST)))
        .doesNotContain("FAULTS");
  }

  @Test
  void unknownStrategy_isRefusedBeforeAnythingRuns() {
    assertThatThrownBy(() -> new Comparison(
            Small.STRATEGIES, List.of(StrategySpec.of("nearest")), List.of(SCENARIO), List.of(1L)))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy: nearest (expected: one of ");
  }

  @Test
  void nothingToCompare_isRefused() {
    assertThatThrownBy(
            () -> new Comparison(Small.STRATEGIES, List.of(), List.of(SCENARIO), List.of(1L)))
        .hasMessage("strategies: none (expected: at least one)");
  }

  @Test
  void strategies_areClosedAfterTheirRun() {
    Closing provider = new Closing();
    compare(StrategyCatalog.of(provider), StrategySpec.of("closing"));

    assertThat(provider.created).isEqualTo(1 + 3);
    assertThat(provider.closed).isEqualTo(provider.created);
  }

  private static List<ScenarioReport> compare(StrategyCatalog catalog, StrategySpec... specs) {
    return new Comparison(catalog, List.of(specs), List.of(SCENARIO), List.of(3L))
        .run(Progress.Listener.NONE);
  }

  private static final class Throwing implements RoutingStrategyProvider {
    @Override
    public String name() {
      return "throwing";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      return (request, targets) -> {
        throw new IllegalStateException("on purpose");
      };
    }
  }

  /** Counts. */
  private static final class Closing implements RoutingStrategyProvider {

    private int created;
    private int closed;

    @Override
    public String name() {
      return "closing";
    }

    @Override
    public RoutingStrategy create(StrategyConfig config, StrategyContext context) {
      created++;
      return new RoutingStrategy() {
        @Override
        public RoutePlan plan(RouteRequest request, TargetsView targets) {
          return RoutePlan.of(Step.immediately(targets.get(0).id(), "first"));
        }

        @Override
        public void close() {
          closed++;
        }
      };
    }
  }
}
