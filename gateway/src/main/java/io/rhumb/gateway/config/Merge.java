package io.rhumb.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several documents as one: maps are joined, level by level, and what stands in two of them is an error. */
final class Merge {

  private final Problems problems;

  Merge(Problems problems) {
    this.problems = problems;
  }

  /** All of them; empty if there is none. */
  Optional<ConfigNode> of(List<ConfigNode> documents) {
    return documents.stream().reduce(this::join);
  }

  private ConfigNode join(ConfigNode one, ConfigNode other) {
    if (one instanceof ConfigNode.Entries first && other instanceof ConfigNode.Entries second) {
      Map<String, ConfigNode> entries = new LinkedHashMap<>(first.entries());
      second.entries().forEach((key, value) -> entries.merge(key, value, this::join));
      return new ConfigNode.Entries(first.path(), first.line(), entries);
    }
    problems.add(
        other.line(),
        other.path(),
        "twice (expected: once; it stands at " + problems.place(one.line()) + " too)");
    return one;
  }
}
