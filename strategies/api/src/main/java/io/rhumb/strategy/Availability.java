package io.rhumb.strategy;

/** Whether a target takes attempts, and if not, why. */
public enum Availability {
  /** Attempts are admitted. */
  ADMITTED,
  /** The breaker is half-open: one attempt is admitted as a probe. While it runs, others see {@link #BREAKER_OPEN}. */
  PROBE_ONLY,
  /** The target ran out of quota, or asked to be left alone, and is so until a known time. */
  COOLING,
  /** The breaker is open, or its one probe is under way: every attempt is refused. */
  BREAKER_OPEN;

  /**
   * Whether an attempt may be admitted now.
   *
   * @return true for {@link #ADMITTED} and {@link #PROBE_ONLY}
   */
  public boolean admits() {
    return this == ADMITTED || this == PROBE_ONLY;
  }
}
