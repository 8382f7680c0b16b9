package io.rhumb.simulator.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

  /** Of runs of one scenario: the mean of those that had attempts in a slice. */
  static Timeline mean(List<Timeline> runs) {
    Timeline first = runs.get(0);
    List<List<Double>> means = new ArrayList<>();
    for (int i = 0; i < first.shares.size(); i++) {
      int slice = i;
      means.add(meanOf(runs.stream().map(run -> run.shares.get(slice)).toList()));
    }
    return new Timeline(first.slice, first.regions, means);
  }

  /**
   * The same in longer slices: the mean of those that had attempts.
   *
   * @param longer a multiple of the slice
   */
  Timeline coarser(Duration longer) {
    int together = (int) longer.dividedBy(slice);
    List<List<Double>> means = new ArrayList<>();
    for (int i = 0; i < shares.size(); i += together) {
      means.add(meanOf(shares.subList(i, Math.min(i + together, shares.size()))));
    }
    return new Timeline(longer, regions, means);
  }

  private static List<Double> meanOf(List<List<Double>> slices) {
    List<List<Double>> busy = slices.stream()
        .filter(slice -> slice.stream().anyMatch(share -> share > 0))
        .toList();
    if (busy.isEmpty()) {
      return Collections.nCopies(slices.get(0).size(), 0.0);
    }
    List<Double> means = new ArrayList<>();
    for (int region = 0; region < busy.get(0).size(); region++) {
      int at = region;
      means.add(busy.stream().mapToDouble(slice -> slice.get(at)).sum() / busy.size());
    }
    return means;
  }
}
