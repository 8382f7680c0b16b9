package io.rhumb.gateway.target;

import io.rhumb.engine.Admission;
import io.rhumb.engine.FailureDetector;
import io.rhumb.engine.Outcome;
import io.rhumb.engine.Permit;
import io.rhumb.strategy.Availability;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The breaker of one target. A vertx-circuit-breaker holds the state, times the way from open to half-open and picks the one
 * probe; a {@link FailureDetector} beside it decides when to open, because the library forgets every failure at the next success
 * and so opens only on consecutive ones.
 *
 * <p>While the breaker is closed the library is not called at all. Attempts then share one permit, the <i>epoch</i>, which a trip
 * replaces: what an attempt of an earlier epoch reports decides nothing.
 */
public final class BreakerAdmission implements Admission {

  private final CircuitBreaker breaker;
  private final long resetNanos;
  private final AtomicReference<@Nullable Epoch> epoch = new AtomicReference<>(new Epoch());
  private volatile Availability availability = Availability.ADMITTED;
  private volatile long openedNanos;

  /**
   * A closed breaker.
   *
   * @param name for the library's logs
   * @param resetMillis how long it stays open before it admits a probe
   */
  public BreakerAdmission(Vertx vertx, String name, long resetMillis) {
    this.resetNanos = resetMillis * 1_000_000L;
    this.breaker = CircuitBreaker.create(name, vertx, options(resetMillis));
    // The library calls these while it holds its lock: they only write what others read.
    breaker.openHandler(v -> availability = Availability.BREAKER_OPEN);
    breaker.halfOpenHandler(v -> availability = Availability.PROBE_ONLY);
    breaker.closeHandler(v -> {
      availability = Availability.ADMITTED;
      epoch.set(new Epoch());
    });
  }

  private static CircuitBreakerOptions options(long resetMillis) {
    return new CircuitBreakerOptions()
        .setMaxFailures(Integer.MAX_VALUE)
        .setMaxRetries(0)
        .setTimeout(-1)
        .setResetTimeout(resetMillis);
  }

  /** Ends its timers: nobody will ask any more. */
  public void close() {
    breaker.close();
  }

  @Override
  public Availability availability(long nowNanos) {
    return availability;
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    Epoch current = epoch.get();
    if (current != null) {
      return current;
    }
    return availability == Availability.PROBE_ONLY ? probe() : null;
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    return availability == Availability.BREAKER_OPEN
        ? Math.max(0, openedNanos + resetNanos - nowNanos)
        : 0;
  }

  private @Nullable Permit probe() {
    Probe probe = new Probe();
    // Fails at once, and leaves the probe without its promise, if another attempt was picked.
    breaker.<Void>execute(probe::pick);
    // Unless the one that was picked has just closed the breaker.
    return probe.picked() ? probe : epoch.get();
  }

  private void trip(Epoch tripped, long nowNanos) {
    if (epoch.compareAndSet(tripped, null)) {
      openedNanos = nowNanos;
      breaker.open();
    }
  }

  /** The permit of all attempts between two trips. */
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
          if (detector.failure()) {
            trip(this, nowNanos);
          }
        }
        case NEUTRAL -> {}
      }
    }
  }

  /** The permit of the one attempt that a half-open breaker admits. Unless that succeeds, the breaker opens again. */
  private final class Probe implements Permit {

    private @Nullable Promise<Void> promise;

    void pick(Promise<Void> picked) {
      // The library runs everything while it is closed, as it is again if
      // another probe has succeeded since this one was wanted. That is no
      // probe: its end would come in a later round, and decide it.
      if (availability == Availability.PROBE_ONLY) {
        promise = picked;
      }
    }

    boolean picked() {
      return promise != null;
    }

    @Override
    public boolean probe() {
      return true;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      Promise<Void> result = promise;
      if (result == null) {
        return;
      }
      if (verdict == Outcome.Verdict.SUCCESS) {
        result.complete();
      } else {
        openedNanos = nowNanos;
        result.fail("probe: " + verdict);
      }
    }
  }
}
