package io.rhumb.strategy;

import java.util.Map;
import java.util.Objects;

/**
 * A strategy as the configuration asks for it: {@code local-first}, or {@code hedged: {of: local-first}}.
 *
 * @param name the name of its provider
 * @param options its options as plain values (text, numbers, booleans, lists and maps of those); immutable, however deep
 */
public record StrategySpec(String name, Map<String, Object> options) {

  /**
   * Copies the options.
   *
   * @throws InvalidStrategyConfigException if an option has no value
   */
  public StrategySpec {
    Objects.requireNonNull(name, "name");
    options = PlainValues.copyOf(name, options);
  }

  /**
   * A strategy without options.
   *
   * @param name the name of its provider
   * @return the spec
   */
  public static StrategySpec of(String name) {
    return new StrategySpec(name, Map.of());
  }
}
