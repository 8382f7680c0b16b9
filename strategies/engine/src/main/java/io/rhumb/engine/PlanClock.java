package io.rhumb.engine;

import java.util.function.LongSupplier;

/**
 * A clock that stands still for a thread while that thread plans. So a plan is made of one instant, however many targets and
 * strategies look at the clock, and pays for one look. For every other thread, and for this one before and after, time passes.
 *
 * <p>Thread-safe. Nothing is locked, and nothing allocated after a thread's first look.
 */
final class PlanClock implements LongSupplier {

  private final LongSupplier passing;
  /** Of a clock and not of the process: a plan stops no clock but its own. */
  private final ThreadLocal<Instant> instants = ThreadLocal.withInitial(Instant::new);

  /** What one thread sees. */
  private static final class Instant {
    private boolean still;
    private long nanos;
  }

  private PlanClock(LongSupplier passing) {
    this.passing = passing;
  }

  /**
   * A clock that can stand still.
   *
   * @param clock monotonic, in nanoseconds; itself, if it is such a clock already: who shares a clock shares its instants
   */
  static PlanClock of(LongSupplier clock) {
    return clock instanceof PlanClock same ? same : new PlanClock(clock);
  }

  @Override
  public long getAsLong() {
    Instant instant = instants.get();
    return instant.still ? instant.nanos : passing.getAsLong();
  }

  /** The time that passes, whether or not this thread plans: for what measures how long a plan takes. */
  long passingNanos() {
    return passing.getAsLong();
  }

  /**
   * Stands still for this thread, unless it does already: a plan inside a plan is of the same instant.
   *
   * @param nowNanos the instant
   * @return whether it did not stand still; the caller then {@linkplain #resume ends} that in any case
   */
  boolean stop(long nowNanos) {
    Instant instant = instants.get();
    if (instant.still) {
      return false;
    }
    instant.nanos = nowNanos;
    instant.still = true;
    return true;
  }

  /** Time passes again for this thread. */
  void resume() {
    instants.get().still = false;
  }
}
