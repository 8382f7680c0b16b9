package io.rhumb.strategy.builtin;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** What became of the requests of a while. */
final class Traffic {

  private final long startNanos;
  private final Map<String, Integer> counts = new HashMap<>();
  private final TreeMap<Long, Map<String, Integer>> bySecond = new TreeMap<>();
  private int total;
  private double sumNanos;

  Traffic(long startNanos) {
    this.startNanos = startNanos;
  }

  void add(String target, long atNanos, long latencyNanos) {
    counts.merge(target, 1, Integer::sum);
    bySecond
        .computeIfAbsent((atNanos - startNanos) / 1_000_000_000L, second -> new HashMap<>())
        .merge(target, 1, Integer::sum);
    total++;
    sumNanos += latencyNanos;
  }

  double share(String target) {
    return counts.getOrDefault(target, 0) / (double) total;
  }

  double meanMillis() {
    return sumNanos / total / 1e6;
  }

  /** How often the target with the most requests of a second was another than in the second before. */
  int switches() {
    String last = "";
    int switches = -1;
    for (Map<String, Integer> second : bySecond.values()) {
      String most = second.entrySet().stream()
          .max(Map.Entry.comparingByValue())
          .orElseThrow()
          .getKey();
      switches += most.equals(last) ? 0 : 1;
      last = most;
    }
    return switches;
  }
}
