package io.rhumb.simulator.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Gateways in one region that share nothing. Their clients arrive as a Poisson process and wait for nobody (open loop).
 *
 * @param region where they are, and so which target is their local one
 * @param count how many
 * @param requestsPerSecond of all of them together
 * @param roundTrips to each region, without the service; their keys, in order, are the targets of each gateway
 */
public record GatewayGroup(
    String region, int count, double requestsPerSecond, Map<String, Duration> roundTrips) {

  /** Checks the values and copies the map, in order. */
  public GatewayGroup {
    Check.atLeast("gateways[" + region + "].count", count, 1);
    Check.positive("gateways[" + region + "].requests-per-second", requestsPerSecond);
    roundTrips.forEach(
        (name, time) -> Check.notNegative("gateways[" + region + "].round-trip." + name, time));
    roundTrips = Collections.unmodifiableMap(new LinkedHashMap<>(roundTrips));
    if (roundTrips.isEmpty()) {
      throw Check.invalid("gateways[" + region + "].round-trip", "none", "at least one region");
    }
  }

  /** The same traffic over another number of gateways. */
  public GatewayGroup withCount(int gateways) {
    return new GatewayGroup(region, gateways, requestsPerSecond, roundTrips);
  }
}
