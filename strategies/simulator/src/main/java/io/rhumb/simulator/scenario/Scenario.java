package io.rhumb.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a strategy is tried on.
 *
 * @param name in lower case with hyphens
 * @param about one sentence: what is tried
 * @param duration for which requests arrive, the warm-up included; the run goes on until each has ended
 * @param warmUp requests that arrive earlier than this are not measured
 * @param bounds what the gateways' configuration bounds
 * @param gateways who asks
 * @param regions who answers
 * @param incidents what befalls them
 */
public record Scenario(
    String name,
    String about,
    Duration duration,
    Duration warmUp,
    Bounds bounds,
    List<GatewayGroup> gateways,
    List<RegionSpec> regions,
    List<Incident> incidents) {

  /** Checks the values, and that every region that is named is described. */
  public Scenario {
    gateways = List.copyOf(gateways);
    regions = List.copyOf(regions);
    incidents = List.copyOf(incidents);
    Check.positive("duration", duration);
    Check.notNegative("warm-up", warmUp);
    if (warmUp.compareTo(duration) >= 0) {
      throw Check.invalid("warm-up", Durations.text(warmUp), "less than the duration");
    }
    requireRegions(gateways, regions, incidents);
    requireApart(incidents);
  }

  /** The same with another number of gateways in each group; the traffic stays what it is. */
  public Scenario withGatewaysPerGroup(int count) {
    List<GatewayGroup> groups =
        gateways.stream().map(group -> group.withCount(count)).toList();
    return new Scenario(name, about, duration, warmUp, bounds, groups, regions, incidents);
  }

  /** The same for another while; incidents stay where they are. */
  public Scenario withDuration(Duration longer) {
    return new Scenario(name, about, longer, warmUp, bounds, gateways, regions, incidents);
  }

  /** The same with other bounds. */
  public Scenario withBounds(Bounds other) {
    return new Scenario(name, about, duration, warmUp, other, gateways, regions, incidents);
  }

  private static void requireRegions(
      List<GatewayGroup> gateways, List<RegionSpec> regions, List<Incident> incidents) {
    Set<String> known = regions.stream().map(RegionSpec::name).collect(Collectors.toSet());
    if (gateways.isEmpty() || regions.isEmpty()) {
      throw Check.invalid(gateways.isEmpty() ? "gateways" : "regions", "none", "at least one");
    }
    if (known.size() < regions.size()) {
      throw Check.invalid(
          "regions", regions.stream().map(RegionSpec::name).toList(), "distinct names");
    }
    for (int i = 0; i < gateways.size(); i++) {
      for (String region : gateways.get(i).roundTrips().keySet()) {
        requireKnown("gateways[" + i + "].round-trip", region, known);
      }
    }
    for (int i = 0; i < incidents.size(); i++) {
      requireKnown("incidents[" + i + "].region", incidents.get(i).region(), known);
    }
  }

  private static void requireKnown(String path, String region, Set<String> known) {
    if (!known.contains(region)) {
      throw Check.invalid(
          path, region, "one of " + known.stream().sorted().collect(Collectors.joining(", ")));
    }
  }

  private static void requireApart(List<Incident> incidents) {
    for (int i = 1; i < incidents.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (incidents.get(i).overlaps(incidents.get(j))) {
          throw Check.invalid(
              "incidents[" + i + "].at",
              Durations.text(incidents.get(i).at()),
              "no overlap with incidents[" + j + "] of the same region");
        }
      }
    }
  }
}
