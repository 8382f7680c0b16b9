package io.rhumb.gateway.config;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** Where in a configuration the things stand that were found wrong only after it had been read. */
final class Places {

  private Places() {}

  /**
   * The line of what a problem is about, or of the nearest thing around it.
   *
   * @param problem {@code path: value (expected: …)}; the path of a strategy inside of another leaves out the option that it is written in
   * @return from 1; 0 if nothing of the path is there
   */
  static int line(ConfigNode root, String problem) {
    return next(root, problem).map(found -> deepest(found, problem)).orElse(0);
  }

  private static int deepest(Map.Entry<String, ConfigNode> found, String path) {
    String rest = path.substring(found.getKey().length()).replaceFirst("^\\.", "");
    ConfigNode node = found.getValue();
    return next(node, rest)
        .or(() -> nextInside(node, rest))
        .map(deeper -> deepest(deeper, rest))
        .orElse(node.line());
  }

  /** The entry with which a path goes on; of two, the one with the longer name, since names of models have dots in them. */
  private static Optional<Map.Entry<String, ConfigNode>> next(ConfigNode node, String path) {
    return node instanceof ConfigNode.Entries map
        ? map.entries().entrySet().stream()
            .filter(entry -> beginsWith(path, entry.getKey()))
            .max(Comparator.comparingInt(entry -> entry.getKey().length()))
        : Optional.empty();
  }

  /** The same for what an entry is a map of. */
  private static Optional<Map.Entry<String, ConfigNode>> nextInside(ConfigNode node, String path) {
    return node instanceof ConfigNode.Entries map
        ? map.entries().values().stream()
            .flatMap(child -> next(child, path).stream())
            .findFirst()
        : Optional.empty();
  }

  private static boolean beginsWith(String path, String key) {
    return path.startsWith(key)
        && (path.length() == key.length() || ".[:".indexOf(path.charAt(key.length())) >= 0);
  }
}
