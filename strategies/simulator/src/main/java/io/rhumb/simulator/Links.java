package io.rhumb.simulator;

import java.util.List;

/** A gateway's ways to the regions, in the order of its targets. */
final class Links {

  private final List<Region> regions;
  private final long[] oneWayNanos;

  Links(List<Region> regions, long[] oneWayNanos) {
    this.regions = List.copyOf(regions);
    this.oneWayNanos = oneWayNanos.clone();
  }

  int size() {
    return oneWayNanos.length;
  }

  Region region(int index) {
    return regions.get(index);
  }

  /** Half a round trip. */
  long oneWayNanos(int index) {
    return oneWayNanos[index];
  }
}
