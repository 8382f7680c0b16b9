package io.rhumb.engine;

import io.rhumb.strategy.Availability;
import org.jspecify.annotations.Nullable;

/** The rules of a breaker once more, written for one thread and without jitter, as plainly as can be: what others are compared with. */
final class PlainBreaker implements Admission {

  private final long firstNanos;
  private FailureDetector detector = new FailureDetector();
  private boolean open;
  private boolean probing;
  private long reopensNanos;
  private long delayNanos;
  private long sinceNanos;
  private int epoch;
  private int outage;
  private int lastResorts;

  PlainBreaker(long firstNanos) {
    this.firstNanos = firstNanos;
  }

  @Override
  public Availability availability(long nowNanos) {
    if (!open) {
      return Availability.ADMITTED;
    }
    return !probing && nowNanos >= reopensNanos
        ? Availability.PROBE_ONLY
        : Availability.BREAKER_OPEN;
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    if (!open) {
      return permit(epoch, false);
    }
    if (probing || nowNanos < reopensNanos) {
      return null;
    }
    probing = true;
    return permit(++epoch, true);
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    if (!open) {
      return 0;
    }
    return probing ? delayNanos : Math.max(0, reopensNanos - nowNanos);
  }

  @Override
  public @Nullable Permit lastResort(long nowNanos) {
    if (!open) {
      return permit(epoch, false);
    }
    lastResorts++;
    int during = outage;
    return new Permit() {
      @Override
      public boolean probe() {
        return true;
      }

      @Override
      public Permit begun(long nowNanos) {
        boolean counts = open && during == outage;
        end(Outcome.Verdict.SUCCESS, nowNanos);
        return rest(counts ? epoch : -1);
      }

      @Override
      public void end(Outcome.Verdict verdict, long nowNanos) {
        if (open && during == outage && verdict == Outcome.Verdict.SUCCESS) {
          probing = false;
          close();
        }
      }
    };
  }

  @Override
  public int lastResorts() {
    return open ? lastResorts : 0;
  }

  private void close() {
    open = false;
    epoch++;
    detector = new FailureDetector();
  }

  private Permit permit(int of, boolean probe) {
    return new Permit() {
      @Override
      public boolean probe() {
        return probe;
      }

      @Override
      public Permit begun(long nowNanos) {
        boolean counts = of == epoch;
        end(Outcome.Verdict.SUCCESS, nowNanos);
        return rest(counts ? epoch : -1);
      }

      @Override
      public void end(Outcome.Verdict verdict, long nowNanos) {
        if (of == epoch) {
          if (probe) {
            probed(verdict, nowNanos);
          } else {
            ended(verdict, nowNanos);
          }
        }
      }
    };
  }

  /** Of an answer that has begun. */
  private Permit rest(int of) {
    return new Permit() {
      @Override
      public boolean probe() {
        return false;
      }

      @Override
      public void end(Outcome.Verdict verdict, long nowNanos) {
        if (of == epoch && verdict == Outcome.Verdict.FAILURE && detector.failureAfterAll()) {
          trip(nowNanos);
        }
      }
    };
  }

  private void ended(Outcome.Verdict verdict, long nowNanos) {
    if (verdict == Outcome.Verdict.SUCCESS) {
      detector.success();
    } else if (verdict == Outcome.Verdict.FAILURE && detector.failure()) {
      trip(nowNanos);
    }
  }

  private void trip(long nowNanos) {
    sinceNanos = nowNanos;
    outage++;
    lastResorts = 0;
    openFor(firstNanos, nowNanos);
  }

  private void probed(Outcome.Verdict verdict, long nowNanos) {
    probing = false;
    switch (verdict) {
      case SUCCESS -> close();
      case FAILURE -> openFor(grown(nowNanos - sinceNanos), nowNanos);
      case NEUTRAL -> openFor(delayNanos, nowNanos);
    }
  }

  private long grown(long openNanos) {
    long delay = Math.max(openNanos / 20, firstNanos);
    delay = Math.min(delay, 12 * firstNanos);
    return Math.min(delay, 2 * delayNanos);
  }

  private void openFor(long delay, long nowNanos) {
    open = true;
    epoch++;
    delayNanos = delay;
    reopensNanos = nowNanos + delay;
  }
}
