package io.rhumb.engine;

import io.rhumb.strategy.Availability;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Bounds how many requests pay for probes. A probe that fails costs its request a round trip, so while a target is refused no more than
 * one request in twenty makes one. Where there is a lot of traffic that is always so, and the breaker's own delay decides; where a
 * request comes every few seconds, that delay alone would have nearly every second one try the sick target. However few there are, one
 * a minute may: the longest reset of a breaker. The twenty is a guess. After both a probe is due, which then does not wait for a request that
 * prefers this target.
 *
 * <p>Correct by the clock of whoever looks; two threads at the same instant may count one request more or less. Thread-safe, without
 * locks; while the target is admitted, a request pays one read.
 */
final class ProbeShare implements Admission {

  static final int REQUESTS_FOR_ONE = 20;
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Admission breaker;
  /** Since the target is refused, or was last probed. */
  private final AtomicInteger requests = new AtomicInteger();

  private volatile boolean counting;
  private volatile long sinceNanos;

  ProbeShare(Admission breaker) {
    this.breaker = breaker;
  }

  /** A request was planned that could have gone to this target. */
  void requestBegan(long nowNanos) {
    Availability now = breaker.availability(nowNanos);
    if (now == Availability.ADMITTED) {
      if (counting) {
        counting = false;
      }
    } else if (counting) {
      requests.incrementAndGet();
    } else if (now == Availability.BREAKER_OPEN) {
      // Where the delay was over before any request came, there was quiet enough.
      begin(nowNanos);
    }
  }

  /**
   * Whether a probe may be made, and none was for so long that one should be, whomever the plan prefers: after twenty requests and a
   * minute. Whoever waits for the others to fail learns too late that this one is well, or is not.
   */
  boolean due(long nowNanos) {
    return breaker.availability(nowNanos) == Availability.PROBE_ONLY
        && (!counting
            || (requests.get() >= REQUESTS_FOR_ONE && nowNanos - sinceNanos >= LONGEST_NANOS));
  }

  @Override
  public Availability availability(long nowNanos) {
    Availability now = breaker.availability(nowNanos);
    return now == Availability.PROBE_ONLY && waitNanos(nowNanos) > 0
        ? Availability.BREAKER_OPEN
        : now;
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    if (availability(nowNanos) == Availability.BREAKER_OPEN) {
      return null;
    }
    Permit permit = breaker.admit(nowNanos);
    if (permit != null && permit.probe()) {
      begin(nowNanos);
    }
    return permit;
  }

  /** {@inheritDoc} Until the breaker's own delay is over, that is what is known: by then there may have been requests enough. */
  @Override
  public long untilAdmittedNanos(long nowNanos) {
    long own = breaker.untilAdmittedNanos(nowNanos);
    boolean refused = own == 0 && availability(nowNanos) == Availability.BREAKER_OPEN;
    return refused ? waitNanos(nowNanos) : own;
  }

  @Override
  public @Nullable Permit lastResort(long nowNanos) {
    return breaker.lastResort(nowNanos);
  }

  @Override
  public int lastResorts() {
    return breaker.lastResorts();
  }

  private void begin(long nowNanos) {
    requests.set(0);
    sinceNanos = nowNanos;
    counting = true;
  }

  private long waitNanos(long nowNanos) {
    return counting && requests.get() < REQUESTS_FOR_ONE
        ? Math.max(0, sinceNanos + LONGEST_NANOS - nowNanos)
        : 0;
  }
}
