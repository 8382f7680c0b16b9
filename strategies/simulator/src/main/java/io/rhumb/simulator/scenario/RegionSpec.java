package io.rhumb.simulator.scenario;

/**
 * A region: one queue, first come first served, before servers that are all alike.
 *
 * @param name of the region
 * @param servers how many requests are worked on at a time
 * @param service how long that takes
 * @param stall what may hold an answer up
 * @param limit requests inside, waiting or worked on, beyond which it answers 429; {@link Integer#MAX_VALUE}: none
 */
public record RegionSpec(String name, int servers, ServiceTime service, Stall stall, int limit) {

  /** Checks the values. */
  public RegionSpec {
    Check.atLeast("regions." + name + ".servers", servers, 1);
    Check.atLeast("regions." + name + ".limit", limit, 1);
  }

  /** A region without stalls and without a limit. */
  public static RegionSpec of(String name, int servers, ServiceTime service) {
    return new RegionSpec(name, servers, service, Stall.NONE, Integer.MAX_VALUE);
  }

  /** How many requests a second it can answer in the long run. */
  public double capacity() {
    return servers * 1e9 / service.mean().toNanos();
  }
}
