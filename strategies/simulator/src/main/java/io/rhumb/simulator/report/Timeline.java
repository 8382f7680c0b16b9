package io.rhumb.simulator.report;

import java.time.Duration;
import java.util.List;

/**
 * Where requests were sent first, over time.
 *
 * @param slice how long one slice is; the first begins with the run, warm-up included
 * @param regions the names
 * @param shares by slice and region; all 0 in a slice without attempts
 */
public record Timeline(Duration slice, List<String> regions, List<List<Double>> shares) {

  /** Copies the lists. */
  public Timeline {
    regions = List.copyOf(regions);
    shares = shares.stream().map(List::copyOf).toList();
  }

  /** The share of one region in the slice that holds this instant. */
  public double share(String region, Duration at) {
    return shares.get((int) at.dividedBy(slice)).get(regions.indexOf(region));
  }
}
