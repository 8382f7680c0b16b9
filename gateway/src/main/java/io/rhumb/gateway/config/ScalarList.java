package io.rhumb.gateway.config;

import java.util.List;

/** Reads lists of scalars, none of which may be empty. */
final class ScalarList {

  private final Problems problems;

  ScalarList(Problems problems) {
    this.problems = problems;
  }

  /** The list at a key; a problem if there is none. */
  <T> List<T> read(Section section, Key key, ScalarType<T> type, String expected) {
    return section
        .nodeOrDefault(key, expected)
        .map(node -> read(node, type, expected))
        .orElseGet(List::of);
  }

  /** The list at a key; empty if there is none. */
  <T> List<T> find(Section section, Key key, ScalarType<T> type, String expected) {
    return section.node(key).map(node -> read(node, type, expected)).orElseGet(List::of);
  }

  private <T> List<T> read(ConfigNode node, ScalarType<T> type, String expected) {
    if (node instanceof ConfigNode.Items list && !list.items().isEmpty()) {
      return list.items().stream().map(item -> type.read(item, problems)).toList();
    }
    problems.invalid(node, expected);
    return List.of();
  }
}
