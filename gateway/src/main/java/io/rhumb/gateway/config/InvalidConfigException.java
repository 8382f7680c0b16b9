package io.rhumb.gateway.config;

import java.util.List;

/** A configuration cannot be. Carries every problem found, each as {@code path: value (expected: …)}. */
public final class InvalidConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * Reports problems.
   *
   * @param source the file, or what stands for it
   * @param problems at least one
   */
  public InvalidConfigException(String source, List<String> problems) {
    super(source + ": " + String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Every problem, in the order of the file. */
  public List<String> problems() {
    return problems;
  }
}
