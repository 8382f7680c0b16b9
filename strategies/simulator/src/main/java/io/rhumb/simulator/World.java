package io.rhumb.simulator;

import io.rhumb.engine.Budget;
import io.rhumb.engine.DispatchPolicy;
import io.rhumb.engine.Planner;
import io.rhumb.engine.Target;
import io.rhumb.engine.TargetSet;
import io.rhumb.simulator.Luck.Purpose;
import io.rhumb.simulator.report.StrategyFaults;
import io.rhumb.simulator.scenario.Bounds;
import io.rhumb.simulator.scenario.GatewayGroup;
import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Everything that there is in one run, put together. The one place that does so. */
final class World implements AutoCloseable {

  private final Scenario scenario;
  private final Luck luck;
  private final StrategyFactory strategies;
  private final EventQueue events = new EventQueue();
  private final Map<String, Region> regions = new LinkedHashMap<>();
  private final List<Gateway> gateways = new ArrayList<>();
  private final List<VirtualBreaker> breakers = new ArrayList<>();
  private final FaultLog faults = new FaultLog();
  private final Recorder recorder;
  private final Shares shares;

  World(Scenario scenario, StrategyFactory strategies, long seed) {
    this.scenario = scenario;
    this.strategies = strategies;
    this.luck = new Luck(seed);
    for (RegionSpec spec : scenario.regions()) {
      ServiceLuck service = new ServiceLuck(luck, regions.size(), spec);
      regions.put(spec.name(), new Region(regions.size(), spec, events, service));
    }
    int count = scenario.gateways().stream().mapToInt(GatewayGroup::count).sum();
    this.shares = new Shares(
        List.copyOf(regions.keySet()),
        count,
        scenario.warmUp().toNanos(),
        scenario.duration().toNanos());
    this.recorder = new Recorder(scenario.warmUp().toNanos(), shares);
    for (GatewayGroup group : scenario.gateways()) {
      for (int i = 0; i < group.count(); i++) {
        gateways.add(gateway(gateways.size(), group));
      }
    }
  }

  /** Runs until every request has ended and nothing more can happen. */
  void run() {
    // Incidents first: what happens at the same instant as an arrival happens before it.
    Incidents.schedule(scenario.incidents(), this::region, events);
    gateways.forEach(Gateway::open);
    while (events.fireNext()) {
      // The events do the work.
    }
  }

  /** Closes the strategies, which may hold threads or files. */
  @Override
  public void close() {
    gateways.forEach(gateway -> faults.close(gateway.planner().strategy()));
  }

  private Gateway gateway(int index, GatewayGroup group) {
    Links links = links(group);
    RandomGenerator random = luck.generator(Purpose.STRATEGY, index);
    Planner planner = new Planner(
        strategies.create(group.region(), links, events::nowNanos, random),
        events::nowNanos,
        faults);
    Arrivals arrivals = new Arrivals(
        luck.stream(Purpose.ARRIVAL, index),
        group.requestsPerSecond() / group.count(),
        scenario.duration().toNanos());
    return new Gateway(
        index,
        links,
        targets(index, group, links),
        planner,
        policy(),
        new Budget(scenario.bounds().budget(), events.nowNanos()),
        arrivals,
        events,
        recorder);
  }

  private Links links(GatewayGroup group) {
    List<Region> reached =
        group.roundTrips().keySet().stream().map(this::region).toList();
    long[] oneWay = group.roundTrips().values().stream()
        .mapToLong(Duration::toNanos)
        .map(t -> t / 2)
        .toArray();
    return new Links(reached, oneWay);
  }

  private TargetSet targets(int gateway, GatewayGroup group, Links links) {
    List<Target> targets = new ArrayList<>();
    for (int i = 0; i < links.size(); i++) {
      String name = links.region(i).spec().name();
      long place = (long) gateway * TargetSet.MOST + i;
      VirtualBreaker breaker = new VirtualBreaker(
          scenario.bounds().breakerReset().toNanos(), luck.generator(Purpose.BREAKER, place));
      breakers.add(breaker);
      targets.add(new Target(
          name,
          name,
          name.equals(group.region()),
          breaker,
          events::nowNanos,
          luck.generator(Purpose.COOLDOWN, place)));
    }
    return new TargetSet(targets);
  }

  private DispatchPolicy policy() {
    Bounds bounds = scenario.bounds();
    return new DispatchPolicy(
        bounds.timeout().toNanos(), false, bounds.attemptTimeout().toNanos(), bounds.attempts());
  }

  Region region(String name) {
    Region region = regions.get(name);
    if (region == null) {
      throw new IllegalArgumentException(
          "region: " + name + " (expected: one of " + regions.keySet() + ")");
    }
    return region;
  }

  List<Gateway> gateways() {
    return gateways;
  }

  EventQueue events() {
    return events;
  }

  Recorder recorder() {
    return recorder;
  }

  Shares shares() {
    return shares;
  }

  /** How often breakers opened. */
  long trips() {
    return breakers.stream().mapToLong(VirtualBreaker::trips).sum();
  }

  /** How strategies misbehaved. */
  StrategyFaults faults() {
    return faults.faults();
  }
}
