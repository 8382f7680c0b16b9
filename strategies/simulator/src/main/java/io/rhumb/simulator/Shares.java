package io.rhumb.simulator;

import io.rhumb.simulator.report.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where each gateway sent its requests first, in slices of five seconds: long enough for a gateway with few requests
 * to have a majority, short enough to see a flap (a guess).
 */
final class Shares {

  private static final long SLICE_NANOS = 5_000_000_000L;

  private final List<String> regions;
  private final long warmUpNanos;
  /** By slice, gateway and region. */
  private final int[][][] counts;

  Shares(List<String> regions, int gateways, long warmUpNanos, long durationNanos) {
    this.regions = List.copyOf(regions);
    this.warmUpNanos = warmUpNanos;
    int slices = (int) ((durationNanos + SLICE_NANOS - 1) / SLICE_NANOS);
    this.counts = new int[slices][gateways][regions.size()];
  }

  void add(int gateway, Region region, long atNanos) {
    counts[(int) (atNanos / SLICE_NANOS)][gateway][region.index()]++;
  }

  /** The shares of all gateways together. */
  Timeline timeline() {
    List<List<Double>> shares = new ArrayList<>();
    for (int[][] slice : counts) {
      shares.add(sharesOf(slice));
    }
    return new Timeline(Duration.ofNanos(SLICE_NANOS), regions, shares);
  }

  private List<Double> sharesOf(int[][] slice) {
    double[] sums = new double[regions.size()];
    double all = 0;
    for (int[] gateway : slice) {
      for (int region = 0; region < sums.length; region++) {
        sums[region] += gateway[region];
        all += gateway[region];
      }
    }
    List<Double> shares = new ArrayList<>();
    for (double sum : sums) {
      shares.add(all == 0 ? 0 : sum / all);
    }
    return shares;
  }

  /**
   * How often a minute a gateway sends more than half of its requests to another region than before, on average over
   * gateways.
   */
  double switchesPerMinute() {
    int from = (int) ((warmUpNanos + SLICE_NANOS - 1) / SLICE_NANOS);
    int gateways = counts[0].length;
    int switches = 0;
    for (int gateway = 0; gateway < gateways; gateway++) {
      switches += switchesOf(gateway, from);
    }
    double minutes = (counts.length - from) * SLICE_NANOS / 60e9;
    return minutes <= 0 ? 0 : switches / minutes / gateways;
  }

  private int switchesOf(int gateway, int from) {
    int switches = 0;
    int before = -1;
    for (int slice = from; slice < counts.length; slice++) {
      int majority = majorityOf(counts[slice][gateway]);
      if (majority >= 0) {
        switches += before >= 0 && majority != before ? 1 : 0;
        before = majority;
      }
    }
    return switches;
  }

  private static int majorityOf(int[] slice) {
    int all = 0;
    for (int count : slice) {
      all += count;
    }
    for (int region = 0; region < slice.length; region++) {
      if (2 * slice[region] > all) {
        return region;
      }
    }
    return -1;
  }
}
