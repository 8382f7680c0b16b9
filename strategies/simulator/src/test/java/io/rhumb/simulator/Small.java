package io.rhumb.simulator;

import io.rhumb.engine.BudgetPolicy;
import io.rhumb.engine.StrategyCatalog;
import io.rhumb.engine.StrategyEnvironment;
import io.rhumb.simulator.scenario.Bounds;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.GatewayGroup;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ServiceTime;
import io.rhumb.strategy.StrategySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Scenarios for tests. */
final class Small {

  static final List<String> REGIONS = List.of("us-central1", "us-east1", "europe-west1");
  static final StrategyCatalog STRATEGIES = StrategyCatalog.ofLoader(Small.class.getClassLoader());
  static final StrategySpec LOCAL_FIRST = StrategySpec.of("local-first");

  private Small() {}

  /** One region without distance, and one gateway: a queue as the books have it. */
  static Scenario queue(int servers, Duration meanService, double perSecond, Duration duration) {
    return new Scenario(
        "queue",
        "One queue.",
        duration,
        Duration.ofSeconds(10),
        Bounds.DEFAULT,
        List.of(new GatewayGroup("r", 1, perSecond, Map.of("r", Duration.ZERO))),
        List.of(RegionSpec.of("r", servers, ServiceTime.exponential(meanService))),
        List.of());
  }

  /** Three regions of 16 servers that take 100 ms each; three gateways in the first. The first half is not measured. */
  static Scenario threeRegions(double utilisation, Duration duration, Incident... incidents) {
    Map<String, Duration> roundTrips = new LinkedHashMap<>();
    for (String region : REGIONS) {
      roundTrips.put(region, Duration.ofMillis(2 + 30L * roundTrips.size()));
    }
    ServiceTime service = ServiceTime.logNormal(Duration.ofMillis(100), 0.5);
    return new Scenario(
        "three-regions",
        "Three regions.",
        duration,
        duration.dividedBy(2),
        Bounds.DEFAULT,
        List.of(new GatewayGroup(REGIONS.get(0), 3, 160 * utilisation, roundTrips)),
        REGIONS.stream().map(name -> RegionSpec.of(name, 16, service)).toList(),
        Arrays.asList(incidents));
  }

  /** The same where every request may have a second attempt beside the first. */
  static Scenario unbudgeted(Scenario scenario) {
    return scenario.withBounds(scenario.bounds().withBudget(new BudgetPolicy(1, 1)));
  }

  /** Every region is ill in the same way, from the fifth second until long after the last request. */
  static Incident[] everywhere(Condition condition, Duration duration) {
    Duration at = Duration.ofSeconds(5);
    return REGIONS.stream()
        .flatMap(name -> Stream.of(Incident.of(name, at, duration.multipliedBy(2), condition)))
        .toArray(Incident[]::new);
  }

  /** A world that has been run to its end, under local-first. */
  static World run(Scenario scenario, long seed) {
    World world = new World(
        scenario,
        (local, links, clock, random) -> STRATEGIES.create(
            "strategy", LOCAL_FIRST, new StrategyEnvironment(clock, random, local)),
        seed);
    world.run();
    return world;
  }

  /** Two regions with servers enough, exponential service of 50 ms and no distance. */
  static Scenario twins() {
    ServiceTime service = ServiceTime.exponential(Duration.ofMillis(50));
    Map<String, Duration> roundTrips = new LinkedHashMap<>();
    roundTrips.put("a", Duration.ZERO);
    roundTrips.put("b", Duration.ZERO);
    return new Scenario(
        "twins",
        "Two regions alike.",
        Duration.ofMinutes(4),
        Duration.ZERO,
        Bounds.DEFAULT,
        List.of(new GatewayGroup("a", 1, 100, roundTrips)),
        List.of(RegionSpec.of("a", 64, service), RegionSpec.of("b", 64, service)),
        List.of());
  }
}
