package io.rhumb.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.simulator.report.RunResult;
import io.rhumb.simulator.report.StrategyFaults;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ScenarioSuite;
import io.rhumb.strategy.InvalidStrategyConfigException;
import io.rhumb.strategy.RoutePlan;
import io.rhumb.strategy.RouteRequest;
import io.rhumb.strategy.RoutingStrategy;
import io.rhumb.strategy.Step;
import io.rhumb.strategy.StrategySpec;
import io.rhumb.strategy.TargetsView;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SimulationTest {

  static Stream<Scenario> shipped() {
    return ScenarioSuite.all().stream()
        .map(scenario -> scenario.withDuration(Duration.ofSeconds(130)));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void sameSeed_isTheSameBitForBit(Scenario scenario) {
    assertThat(localFirst(scenario, 7)).isEqualTo(localFirst(scenario, 7));
  }

  @ParameterizedTest
  @MethodSource("shipped")
  void everyRequest_endsOnceAndNothingIsLeft(Scenario scenario) {
    World world = Small.run(scenario, 3);

    assertThat(world.recorder().arrived()).isPositive();
    assertThat(world.recorder().ended()).isEqualTo(world.recorder().arrived());
    assertThat(world.gateways()).allMatch(gateway -> gateway.inFlight() == 0);
    assertThat(scenario.regions())
        .allMatch(region -> world.region(region.name()).meter().inside() == 0);
    assertThat(world.events().size()).isZero();
    assertThat(world.faults()).isEqualTo(StrategyFaults.NONE);
  }

  @Test
  void otherSeed_isAnotherRun() {
    Scenario scenario = Small.threeRegions(0.7, Duration.ofSeconds(20));

    assertThat(localFirst(scenario, 1).fingerprint())
        .isNotEqualTo(localFirst(scenario, 2).fingerprint());
  }

  /** Whoever is asked, and whatever was asked before: a request's luck at a region is its own. */
  @Test
  void otherStrategy_meetsTheSameArrivalsAndServiceTimes() {
    Scenario scenario = Small.threeRegions(0.3, Duration.ofSeconds(20));

    Map<Long, Long> some = arrivals(scenario, 0);
    Map<Long, Long> others = arrivals(scenario, 2);

    assertThat(some).hasSizeGreaterThan(500).isEqualTo(others);
  }

  @Test
  void strategyThatThrows_isReplacedAndCounted_andSoonAskedNoMore() {
    Scenario scenario = Small.threeRegions(0.5, Duration.ofSeconds(10));
    World world = new World(
        scenario,
        (local, links, clock, random) -> (request, targets) -> {
          throw new IllegalStateException("on purpose");
        },
        1);
    world.run();

    assertThat(world.faults().count()).isEqualTo(4L * world.gateways().size());
    assertThat(world.faults().switchedOff()).isEqualTo(world.gateways().size());
    assertThat(world.faults().first())
        .startsWith(
            "java.lang.IllegalStateException: on purpose at io.rhumb.simulator.SimulationTest");
    assertThat(world.recorder().successes()).isEqualTo(world.recorder().requests());
  }

  @Test
  void moreGateways_shareTheSameTraffic() {
    Scenario scenario = Small.threeRegions(0.5, Duration.ofSeconds(100));
    World one = Small.run(scenario.withGatewaysPerGroup(1), 1);
    World twelve = Small.run(scenario.withGatewaysPerGroup(12), 1);

    assertThat(one.gateways()).hasSize(1);
    assertThat(twelve.gateways()).hasSize(12);
    // 8,000 arrivals, give or take three deviations of 90.
    assertThat(one.recorder().arrived()).isBetween(7_730L, 8_270L);
    assertThat(twelve.recorder().arrived()).isBetween(7_730L, 8_270L);
  }

  @Test
  void unknownStrategy_saysWhichThereAre() {
    Scenario scenario = Small.threeRegions(0.5, Duration.ofSeconds(10));

    assertThatThrownBy(
            () -> Simulation.run(scenario, Small.STRATEGIES, StrategySpec.of("nearest"), 1))
        .isInstanceOf(InvalidStrategyConfigException.class)
        .hasMessageStartingWith("strategy: nearest (expected: one of ")
        .hasMessageContaining("local-first");
  }

  /** Without header or body all would be left to the strategy for requests that have no key, which stays local. */
  @ParameterizedTest
  @ValueSource(strings = {"header", "body"})
  void sticky_keepsSessionsTogether_andSharesThemByTheirHash(String by) {
    Map<String, Object> options = Map.of(by, by.equals("body") ? 64 : "x-session-id");
    Map<String, String> homes = new HashMap<>();
    AtomicInteger atHome = new AtomicInteger();
    World world = new World(
        Small.twins(),
        (local, links, clock, random) -> {
          RoutingStrategy sticky = Small.STRATEGIES.create(
              "strategy",
              new StrategySpec("sticky", options),
              new StrategyEnvironment(clock, random, local));
          return (request, targets) -> {
            RoutePlan plan = sticky.plan(request, targets);
            String target = plan.steps().get(0).target();
            String home = homes.putIfAbsent(((SimulatedRequest) request).session(), target);
            atHome.addAndGet(home == null || home.equals(target) ? 1 : 0);
            return plan;
          };
        },
        7);
    world.run();

    // The others found their target at its limit.
    assertThat((double) atHome.get() / world.recorder().arrived()).isGreaterThan(0.9);
    assertThat(homes).hasSize(1_000);
    assertThat(homes.values().stream().filter("a"::equals).count()).isBetween(450L, 550L);
  }

  private static RunResult localFirst(Scenario scenario, long seed) {
    return Simulation.run(scenario, Small.STRATEGIES, Small.LOCAL_FIRST, seed);
  }

  /** What the requests of a run would take in the second region, though they are sent to the given one. */
  private static Map<Long, Long> arrivals(Scenario scenario, int region) {
    Map<Long, Long> seen = new HashMap<>();
    World world = new World(
        scenario,
        (local, links, clock, random) -> new RoutingStrategy() {
          @Override
          public RoutePlan plan(RouteRequest request, TargetsView targets) {
            long number = ((SimulatedRequest) request).number();
            seen.put(number, clock.getAsLong() ^ links.region(1).luck().serviceNanos(number));
            return RoutePlan.of(Step.immediately(targets.get(region).id(), "always"));
          }
        },
        5);
    world.run();
    return seen;
  }
}
