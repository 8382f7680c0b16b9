package io.rhumb.simulator.goals;

import io.rhumb.simulator.scenario.GatewayGroup;
import io.rhumb.simulator.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/** The shipped scenarios under other loads, or measured over another while. */
final class Workloads {

  private Workloads() {}

  /** The same with so many times the requests. */
  static Scenario scaled(Scenario of, double factor) {
    List<GatewayGroup> groups = of.gateways().stream()
        .map(group -> new GatewayGroup(
            group.region(), group.count(), factor * group.requestsPerSecond(), group.roundTrips()))
        .toList();
    return new Scenario(
        of.name(),
        of.about(),
        of.duration(),
        of.warmUp(),
        of.bounds(),
        groups,
        of.regions(),
        of.incidents());
  }

  /** The same, where only requests that arrive in this while count, and none arrive after it. */
  static Scenario between(Scenario of, Duration from, Duration to) {
    return new Scenario(
        of.name(), of.about(), to, from, of.bounds(), of.gateways(), of.regions(), of.incidents());
  }
}
