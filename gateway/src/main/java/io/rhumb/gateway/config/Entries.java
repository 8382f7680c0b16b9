package io.rhumb.gateway.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A map of the configuration on its way out, in the order in which it is filled. */
final class Entries {

  private final Map<String, Object> map = new LinkedHashMap<>();

  Entries put(Key key, Object value) {
    return put(key.name(), value);
  }

  Entries put(String name, Object value) {
    map.put(name, value);
    return this;
  }

  Entries putUnlessEmpty(Key key, List<String> values) {
    return values.isEmpty() ? this : put(key, values);
  }

  Map<String, Object> map() {
    return Collections.unmodifiableMap(map);
  }
}
