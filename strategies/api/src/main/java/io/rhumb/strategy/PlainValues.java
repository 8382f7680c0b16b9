package io.rhumb.strategy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options as a configuration file holds them: text, numbers, booleans, lists and maps of those. */
final class PlainValues {

  private PlainValues() {}

  /**
   * A copy that nobody can change, in the same order, however deep it goes.
   *
   * @throws InvalidStrategyConfigException if a value is missing, or a key is no text
   */
  static Map<String, Object> copyOf(String path, Map<?, ?> options) {
    Map<String, Object> copy = new LinkedHashMap<>();
    options.forEach((key, value) -> {
      String inside = path + "." + key;
      if (!(key instanceof String text)) {
        throw InvalidStrategyConfigException.of(inside, value, "text for a key");
      }
      copy.put(text, copyOf(inside, value));
    });
    return Collections.unmodifiableMap(copy);
  }

  private static Object copyOf(String path, Object value) {
    if (value == null) {
      throw InvalidStrategyConfigException.of(path, "nothing", "a value");
    }
    if (value instanceof Map<?, ?> map) {
      return copyOf(path, map);
    }
    return value instanceof List<?> list ? copyOf(path, list) : value;
  }

  private static List<Object> copyOf(String path, List<?> list) {
    List<Object> copy = new ArrayList<>(list.size());
    for (Object value : list) {
      copy.add(copyOf(path + "[" + copy.size() + "]", value));
    }
    return Collections.unmodifiableList(copy);
  }
}
