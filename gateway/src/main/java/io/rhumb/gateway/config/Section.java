package io.rhumb.gateway.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One map of the configuration, read by key. */
final class Section {

  private final ConfigNode.Entries map;
  private final Problems problems;

  /**
   * Takes a map and reports its unknown keys.
   *
   * @param map the map
   * @param known the keys that may stand in it
   * @param problems takes what is wrong
   */
  Section(ConfigNode.Entries map, List<Key> known, Problems problems) {
    this.map = map;
    this.problems = problems;
    List<String> names = Keys.names(known);
    map.entries().forEach((key, value) -> {
      if (!names.contains(key)) {
        problems.add(value.line(), value.path(), "unknown key (" + hint(key, names) + ")");
      }
    });
  }

  /** A section of a node that has to be a map; empty, with a problem, if it is none. */
  static Optional<Section> of(ConfigNode node, List<Key> known, Problems problems) {
    if (node instanceof ConfigNode.Entries map) {
      return Optional.of(new Section(map, known, problems));
    }
    problems.invalid(node, "a map with the keys " + String.join(", ", Keys.names(known)));
    return Optional.empty();
  }

  /** A section below this one, without entries if it is absent. */
  Section section(Key key, List<Key> known) {
    return node(key)
        .flatMap(node -> of(node, known, problems))
        .orElseGet(() -> new Section(
            new ConfigNode.Entries(map.pathOf(key.name()), map.line(), Map.of()), known, problems));
  }

  /** Where this section stands. */
  ConfigNode.Entries map() {
    return map;
  }

  /** What stands at a key. */
  Optional<ConfigNode> node(Key key) {
    return Optional.ofNullable(map.entries().get(key.name()));
  }

  boolean has(Key key) {
    return node(key).isPresent();
  }

  /** What stands at a key, or its default; empty, with a problem, if there is neither. */
  Optional<ConfigNode> nodeOrDefault(Key key, String expected) {
    Optional<ConfigNode> node = node(key).or(() -> key.standard().map(text -> scalar(key, text)));
    if (node.isEmpty()) {
      problems.missing(map, key.name(), expected);
    }
    return node;
  }

  /** The value at a key, or its default; a problem and the stand-in, if there is neither. */
  <T> T read(Key key, ScalarType<T> type) {
    return nodeOrDefault(key, type.expected())
        .map(node -> type.read(node, problems))
        .orElse(type.standIn());
  }

  /** The value at a key, if one is written; its default, if any, is not looked at. */
  <T> Optional<T> find(Key key, ScalarType<T> type) {
    return node(key).map(node -> type.read(node, problems));
  }

  private ConfigNode scalar(Key key, String text) {
    return new ConfigNode.Scalar(map.pathOf(key.name()), map.line(), text, false);
  }

  private static String hint(String key, List<String> names) {
    return NearestKey.of(key, names)
        .map(near -> "did you mean " + near + "?")
        .orElseGet(() -> "expected: one of " + String.join(", ", names));
  }
}
