package io.rhumb.gateway.config;

import java.util.List;

/**
 * Finds problems of a configuration that its reader cannot know of, such as the name of a strategy that nobody
 * provides.
 */
@FunctionalInterface
public interface ConfigCheck {

  /**
   * Checks.
   *
   * @param config a configuration that was read without problems
   * @return every problem, each as {@code path: value (expected: …)}; empty if there is none
   */
  List<String> problems(GatewayConfig config);

  /**
   * Checks, and throws what was found.
   *
   * @param source the file, or what stands for it
   * @param config a configuration that was read without problems
   * @throws InvalidConfigException with every problem, if there is one
   */
  default void require(String source, GatewayConfig config) {
    List<String> problems = problems(config);
    if (!problems.isEmpty()) {
      throw new InvalidConfigException(source, problems);
    }
  }
}
