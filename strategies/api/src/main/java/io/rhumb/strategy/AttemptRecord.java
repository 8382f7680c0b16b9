package io.rhumb.strategy;

/** One finished attempt. Immutable. */
public interface AttemptRecord {

  /**
   * The target that was tried.
   *
   * @return its {@linkplain TargetView#id() name}
   */
  String target();

  /**
   * Why it was tried.
   *
   * @return the kind
   */
  AttemptKind kind();

  /**
   * How it ended.
   *
   * @return the result
   */
  AttemptResult result();

  /**
   * The time from its start to its end.
   *
   * @return nanoseconds, zero or more
   */
  long elapsedNanos();
}
