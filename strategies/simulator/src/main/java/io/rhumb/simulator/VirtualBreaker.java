package io.rhumb.simulator;

import io.rhumb.engine.Admission;
import io.rhumb.engine.FailureDetector;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Permit;
import io.rhumb.strategy.Availability;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's breaker in virtual time: the same detector trips it, it stays open for a fixed while, then admits one
 * probe, whose success alone closes it. Attempts between two trips share one permit, the <i>epoch</i>: what an
 * attempt of an earlier epoch reports decides nothing.
 *
 * <p>One thread. The state follows from the time at which one looks; there is no timer.
 */
final class VirtualBreaker implements Admission {

  private final long resetNanos;
  private @Nullable Epoch epoch = new Epoch();
  private @Nullable Probe probe;
  private long reopensNanos;
  private int trips;

  /**
   * A closed breaker.
   *
   * @param resetNanos how long it stays open before it admits a probe
   */
  VirtualBreaker(long resetNanos) {
    this.resetNanos = resetNanos;
  }

  /** How often it went from closed to open. */
  int trips() {
    return trips;
  }

  @Override
  public Availability availability(long nowNanos) {
    if (epoch != null) {
      return Availability.ADMITTED;
    }
    return nowNanos < reopensNanos ? Availability.BREAKER_OPEN : Availability.PROBE_ONLY;
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    if (epoch != null) {
      return epoch;
    }
    if (nowNanos < reopensNanos || probe != null) {
      return null;
    }
    probe = new Probe();
    return probe;
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    return epoch == null ? Math.max(0, reopensNanos - nowNanos) : 0;
  }

  private void open(long nowNanos) {
    epoch = null;
    reopensNanos = nowNanos + resetNanos;
  }

  private void probed(boolean success, long nowNanos) {
    probe = null;
    if (success) {
      epoch = new Epoch();
    } else {
      open(nowNanos);
    }
  }

  private final class Epoch implements Permit {

    private final FailureDetector detector = new FailureDetector();

    @Override
    public boolean probe() {
      return false;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      switch (verdict) {
        case SUCCESS -> detector.success();
        case FAILURE -> {
          if (detector.failure() && epoch == this) {
            trips++;
            open(nowNanos);
          }
        }
        case NEUTRAL -> {}
      }
    }
  }

  private final class Probe implements Permit {

    @Override
    public boolean probe() {
      return true;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      probed(verdict == Outcome.Verdict.SUCCESS, nowNanos);
    }
  }
}
