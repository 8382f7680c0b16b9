package io.rhumb.gateway.config;

import io.rhumb.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code strategy}: its shape only. Whether there is such a strategy, the strategies know. */
final class StrategyReader {

  private final Problems problems;

  StrategyReader(Problems problems) {
    this.problems = problems;
  }

  StrategySpec read(ConfigNode node) {
    if (!(node instanceof ConfigNode.Entries map)) {
      return StrategySpec.of(Names.strategy().read(node, problems));
    }
    if (map.entries().size() != 1) {
      problems.invalid(map, "one strategy: its name, or name: {options}");
      return StrategySpec.of("x");
    }
    Map.Entry<String, ConfigNode> only = map.entries().entrySet().iterator().next();
    ConfigNode.Scalar name = new ConfigNode.Scalar(map.path(), map.line(), only.getKey(), true);
    return new StrategySpec(Names.strategy().read(name, problems), options(only.getValue()));
  }

  private Map<String, Object> options(ConfigNode node) {
    if (node instanceof ConfigNode.Entries map) {
      return plain(map);
    }
    problems.invalid(node, "a map of the strategy's options");
    return Map.of();
  }

  private Map<String, Object> plain(ConfigNode.Entries map) {
    Map<String, Object> values = new HashMap<>();
    map.entries().forEach((key, value) -> values.put(key, plain(value)));
    return Map.copyOf(values);
  }

  private Object plain(ConfigNode node) {
    if (node instanceof ConfigNode.Entries map) {
      return plain(map);
    }
    if (node instanceof ConfigNode.Items list) {
      List<Object> values = new ArrayList<>();
      list.items().forEach(item -> values.add(plain(item)));
      return List.copyOf(values);
    }
    return scalar((ConfigNode.Scalar) node);
  }

  private Object scalar(ConfigNode.Scalar scalar) {
    Object value = scalar.value().orElse("");
    if (scalar.value().isEmpty()) {
      problems.invalid(scalar, "a value");
    }
    return value instanceof Long number && number == number.intValue()
        ? (Object) number.intValue()
        : value;
  }
}
