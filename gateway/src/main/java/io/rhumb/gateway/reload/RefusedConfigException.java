package io.rhumb.gateway.reload;

import java.util.List;

/** A configuration cannot be put into force. Carries every problem that the phase has found. */
public final class RefusedConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final ConfigPhase phase;
  private final transient List<String> problems;

  /**
   * A refusal.
   *
   * @param problems at least one, each as {@code path: value (expected: …)}
   */
  public RefusedConfigException(ConfigPhase phase, List<String> problems) {
    super(String.join("; ", problems));
    this.phase = phase;
    this.problems = List.copyOf(problems);
  }

  /** Refuses if there is a problem. */
  public static void throwIfAny(ConfigPhase phase, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new RefusedConfigException(phase, problems);
    }
  }

  ConfigPhase phase() {
    return phase;
  }

  List<String> problems() {
    return problems;
  }
}
