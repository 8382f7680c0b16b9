package io.rhumb.gateway.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the readers of one configuration share.
 *
 * @param directory what relative paths are relative to
 * @param environment the environment variables
 * @param problems takes what is wrong
 */
record ReadContext(Path directory, Map<String, String> environment, Problems problems) {

  /** An environment variable; an empty one counts as none. */
  Optional<ConfigNode.Scalar> variable(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(value -> ConfigNode.Scalar.of(name, value.strip()));
  }

  /**
   * Ends the reading.
   *
   * @param source what stands for the file in messages
   * @param config what was read; present unless there is a problem
   * @return the configuration
   * @throws InvalidConfigException with every problem, if there is one
   */
  GatewayConfig finish(String source, Optional<GatewayConfig> config) {
    problems.throwIfAny(source);
    return config.orElseThrow();
  }
}
