package io.rhumb.gateway.reload;

import io.rhumb.gateway.config.GatewayConfig;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one look at the configuration brought. Two are equal if nothing has changed in between, in the text or in the files that it names.
 *
 * @param digest of the text; empty if there was none
 * @param config what it says; empty if it cannot be
 * @param problems why it cannot be, each with its place; empty if it can
 */
public record ConfigReading(
    Optional<String> digest, Optional<GatewayConfig> config, List<String> problems) {

  /** Copies the problems. */
  public ConfigReading {
    problems = List.copyOf(problems);
    if (config.isPresent() == !problems.isEmpty()) {
      throw new IllegalArgumentException(
          "problems: " + problems + " (expected: some, or a configuration)");
    }
  }

  /** A configuration that can be. */
  static ConfigReading valid(String digest, GatewayConfig config) {
    return new ConfigReading(Optional.of(digest), Optional.of(config), List.of());
  }

  /** Whether another look brought the same but for what changes nothing, such as a remark. */
  boolean saysTheSameAs(@Nullable ConfigReading other) {
    return other != null && config.equals(other.config) && problems.equals(other.problems);
  }

  /** A configuration that cannot be. */
  static ConfigReading invalid(Optional<String> digest, List<String> problems) {
    return new ConfigReading(digest, Optional.empty(), problems);
  }
}
