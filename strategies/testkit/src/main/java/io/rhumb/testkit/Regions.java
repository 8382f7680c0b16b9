package io.rhumb.testkit;

import io.rhumb.simulator.scenario.Bounds;
import io.rhumb.simulator.scenario.Condition;
import io.rhumb.simulator.scenario.GatewayGroup;
import io.rhumb.simulator.scenario.Incident;
import io.rhumb.simulator.scenario.RegionSpec;
import io.rhumb.simulator.scenario.Scenario;
import io.rhumb.simulator.scenario.ServiceTime;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the simulator is given: a gateway at {@code t0}, sixty requests a second, three regions that each could take them all. One
 * of them is ill for the second of three minutes.
 */
final class Regions {

  static final List<String> NAMES = List.of("t0", "t1", "t2");
  static final Duration ILL_AT = Duration.ofMinutes(1);
  static final Duration WELL_AGAIN_AT = Duration.ofMinutes(2);
  static final Duration END = Duration.ofSeconds(200);

  private static final double REQUESTS_PER_SECOND = 60;
  private static final Duration NEAREST = Duration.ofMillis(2);
  private static final Duration FURTHER = Duration.ofMillis(30);
  /** Ten times slower, sixty requests a second keep sixty servers busy. */
  private static final int SERVERS = 100;

  private static final ServiceTime SERVICE = ServiceTime.logNormal(Duration.ofMillis(100), 0.5);

  private Regions() {}

  static Scenario well() {
    return scenario();
  }

  static Scenario ill(String region, Condition condition) {
    return scenario(Incident.of(region, ILL_AT, WELL_AGAIN_AT.minus(ILL_AT), condition));
  }

  private static Scenario scenario(Incident... incidents) {
    Map<String, Duration> roundTrips = new LinkedHashMap<>();
    for (String name : NAMES) {
      roundTrips.put(name, NEAREST.plus(FURTHER.multipliedBy(roundTrips.size())));
    }
    return new Scenario(
        "testkit",
        "Three regions, one of them ill for a minute.",
        END,
        Duration.ZERO,
        Bounds.DEFAULT,
        List.of(new GatewayGroup("t0", 1, REQUESTS_PER_SECOND, roundTrips)),
        NAMES.stream().map(name -> RegionSpec.of(name, SERVERS, SERVICE)).toList(),
        Arrays.asList(incidents));
  }
}
