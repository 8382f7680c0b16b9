package io.rhumb.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key with the name of its section before it. */
final class Schema {

  private static final Map<String, List<Key>> SECTIONS = Map.of(
      "", Keys.ROOT,
      "server.", Keys.IN_SERVER,
      "management.", Keys.IN_MANAGEMENT,
      "upstream.", Keys.IN_UPSTREAM,
      "plugins.", Keys.IN_PLUGINS,
      "model.", Keys.IN_MODEL,
      "target.", Keys.IN_TARGET,
      "trust.", Keys.IN_TRUST,
      "credential.", Keys.IN_CREDENTIAL,
      "header.", Keys.IN_HEADER);

  private Schema() {}

  static Map<String, Key> keys() {
    Map<String, Key> keys = new LinkedHashMap<>();
    SECTIONS.forEach(
        (prefix, section) -> section.forEach(key -> keys.put(prefix + key.name(), key)));
    return keys;
  }

  static List<String> names(String prefix) {
    return Keys.names(SECTIONS.get(prefix));
  }

  /** The prefix of the section that stands at a path. */
  static String prefix(String path) {
    if (path.matches("models\\.[^.\\[]+")) {
      return "model.";
    }
    if (path.endsWith("]")) {
      return "target.";
    }
    return path.isEmpty() ? "" : path.replaceAll(".*\\.", "") + ".";
  }
}
