package io.rhumb.simulator;

import io.rhumb.strategy.StrategySpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A strategy as a configuration asks for it, on one line: {@code hedged: {budget: 5%, of: latency-weighted}}. */
final class SpecText {

  private SpecText() {}

  /** Options are in alphabetical order, so that the same spec always reads the same. */
  static String of(StrategySpec spec) {
    return spec.options().isEmpty() ? spec.name() : spec.name() + ": " + text(spec.options());
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, String> sorted = new TreeMap<>();
      map.forEach((key, of) -> sorted.put(String.valueOf(key), text(of)));
      return sorted.entrySet().stream()
          .map(entry -> entry.getKey() + ": " + entry.getValue())
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(SpecText::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(value);
  }
}
