package io.rhumb.gateway.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every key with the name of its section before it. */
final class Schema {

  private static final Map<String, List<Key>> SECTIONS = Map.ofEntries(
      Map.entry("", Keys.ROOT),
      Map.entry("server.", Keys.IN_SERVER),
      Map.entry("management.", Keys.IN_MANAGEMENT),
      Map.entry("upstream.", Keys.IN_UPSTREAM),
      Map.entry("plugins.", Keys.IN_PLUGINS),
      Map.entry("reload.", Keys.IN_RELOAD),
      Map.entry("access.", Keys.IN_ACCESS),
      Map.entry("logs.", Keys.IN_LOGS),
      Map.entry("traces.", Keys.IN_TRACES),
      Map.entry("key.", Keys.IN_API_KEY),
      Map.entry("id-tokens.", Keys.IN_ID_TOKENS),
      Map.entry("model.", Keys.IN_MODEL),
      Map.entry("budget.", Keys.IN_BUDGET),
      Map.entry("stream.", Keys.IN_STREAM),
      Map.entry("target.", Keys.IN_TARGET),
      Map.entry("trust.", Keys.IN_TRUST),
      Map.entry("credential.", Keys.IN_CREDENTIAL),
      Map.entry("header.", Keys.IN_HEADER),
      Map.entry("residency.", Keys.IN_RESIDENCY));

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
    if (path.startsWith("access.keys[")) {
      return "key.";
    }
    if (path.endsWith("]")) {
      return "target.";
    }
    return path.isEmpty() ? "" : path.replaceAll(".*\\.", "") + ".";
  }
}
