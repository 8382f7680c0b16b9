package io.rhumb.engine;

import io.rhumb.strategy.Availability;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one target's circuit breaker. Closed, it admits everything until a {@link FailureDetector} has seen too many
 * failures. Open, it refuses until its {@linkplain ResetDelay reset delay} is over. Then one attempt may probe: its success closes
 * the breaker; its failure opens it anew, after a while for longer; if it learned nothing, for as long as before.
 *
 * <p>A stream answers as it begins: that is its success. If it is cut later, a failure takes the success's place. Who waited for its end
 * would see failures only, for as long as streams last, and keep others waiting for a probe that answers.
 *
 * <p>Where every target refuses, an attempt may be made all the same, as a last resort: if it succeeds, the breaker closes at once,
 * and otherwise nothing changes.
 *
 * <p>There is no timer: a breaker whose delay is over is half-open by the clock of whoever looks, however long nobody did. Where
 * the CPU sleeps between requests a timer would be late.
 *
 * <p>Attempts admitted between two openings share one permit: what an attempt of an earlier epoch reports decides nothing. Each
 * state is an object of its own, and every transition replaces exactly the one that it follows from.
 *
 * <p>Thread-safe, without locks. While it is closed, to admit an attempt is one read.
 */
public final class Breaker implements Admission {

  /** What may be seen from outside. */
  public enum Transition {
    /** Closed until now, now open. */
    OPENED,
    /** A probe came to nothing. */
    REOPENED,
    /** An attempt that was let through succeeded. */
    CLOSED
  }

  /** Is told of transitions, on the thread of the attempt that brought them about; not under a lock. */
  @FunctionalInterface
  public interface Listener {

    /** Hears nothing. */
    Listener NONE = (transition, number, resetNanos) -> {};

    /**
     * The state changed.
     *
     * @param number counts transitions, from 1: of two threads the later one may speak first
     * @param resetNanos how long it stays open; 0 if it is closed
     */
    void onTransition(Transition transition, long number, long resetNanos);
  }

  private final ResetDelay resetDelay;
  private final Listener listener;
  private final AtomicReference<State> state = new AtomicReference<>(new Closed(0));

  /**
   * A closed breaker.
   *
   * @param firstResetNanos how long it stays open the first time, jittered by a fifth; positive
   * @param random jitters; used from every thread
   */
  public Breaker(long firstResetNanos, RandomGenerator random, Listener listener) {
    this.resetDelay = new ResetDelay(firstResetNanos, random);
    this.listener = listener;
  }

  @Override
  public Availability availability(long nowNanos) {
    State current = current();
    if (current instanceof Closed) {
      return Availability.ADMITTED;
    }
    return current.untilAdmittedNanos(nowNanos) > 0
        ? Availability.BREAKER_OPEN
        : Availability.PROBE_ONLY;
  }

  @Override
  public @Nullable Permit admit(long nowNanos) {
    while (true) {
      State current = state.get();
      if (current instanceof Closed closed) {
        return closed;
      }
      if (!(current instanceof Open open) || open.untilAdmittedNanos(nowNanos) > 0) {
        return null;
      }
      Probing probing = new Probing(open);
      if (state.compareAndSet(open, probing)) {
        return probing;
      }
    }
  }

  @Override
  public long untilAdmittedNanos(long nowNanos) {
    return current().untilAdmittedNanos(nowNanos);
  }

  @Override
  public @Nullable Permit lastResort(long nowNanos) {
    State current = state.get();
    if (current instanceof Closed closed) {
      return closed;
    }
    if (!(current instanceof Refusing refusing)) {
      return null;
    }
    refusing.outage.lastResorts.incrementAndGet();
    return new LastResort(refusing.outage);
  }

  @Override
  public int lastResorts() {
    return state.get() instanceof Refusing refusing ? refusing.outage.lastResorts.get() : 0;
  }

  private State current() {
    return Objects.requireNonNull(state.get());
  }

  private void open(State from, Outage outage, long delayNanos, long nowNanos) {
    long jittered = resetDelay.jittered(delayNanos);
    Open open = new Open(from.number + 1, outage, delayNanos, nowNanos + jittered);
    if (state.compareAndSet(from, open)) {
      listener.onTransition(
          from instanceof Closed ? Transition.OPENED : Transition.REOPENED, open.number, jittered);
    }
  }

  /** The state that it is closed in; null if another transition came first. */
  private @Nullable Closed close(State from) {
    Closed closed = new Closed(from.number + 1);
    if (!state.compareAndSet(from, closed)) {
      return null;
    }
    listener.onTransition(Transition.CLOSED, closed.number, 0);
    return closed;
  }

  /** The permit of an answer that closed it by its beginning. */
  private static Permit rest(@Nullable Closed closed) {
    return closed == null ? Permit.PLAIN : closed.rest;
  }

  /** The time from an opening until it is closed again. */
  private static final class Outage {

    final long sinceNanos;
    final AtomicInteger lastResorts = new AtomicInteger();

    Outage(long sinceNanos) {
      this.sinceNanos = sinceNanos;
    }
  }

  /** A state, known by its identity. */
  private abstract static class State {

    final long number;

    State(long number) {
      this.number = number;
    }

    /** As {@link Admission#untilAdmittedNanos}. */
    abstract long untilAdmittedNanos(long nowNanos);
  }

  /** Admits everything; the permit of all attempts until it opens. */
  private final class Closed extends State implements Permit {

    private final FailureDetector detector = new FailureDetector();
    /** The permit of all attempts whose answer has begun. */
    private final Permit rest = new Rest(this);

    Closed(long number) {
      super(number);
    }

    @Override
    long untilAdmittedNanos(long nowNanos) {
      return 0;
    }

    @Override
    public boolean probe() {
      return false;
    }

    @Override
    public Permit begun(long nowNanos) {
      detector.success();
      return rest;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      switch (verdict) {
        case SUCCESS -> detector.success();
        case FAILURE -> openIf(detector.failure(), nowNanos);
        case NEUTRAL -> {}
      }
    }

    void openIf(boolean tooMany, long nowNanos) {
      if (tooMany) {
        open(this, new Outage(nowNanos), resetDelay.firstNanos(), nowNanos);
      }
    }
  }

  /** The permit of an answer that has begun, and counted as a success. */
  private static final class Rest implements Permit {

    private final Closed closed;

    Rest(Closed closed) {
      this.closed = closed;
    }

    @Override
    public boolean probe() {
      return false;
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      if (verdict == Outcome.Verdict.FAILURE) {
        closed.openIf(closed.detector.failureAfterAll(), nowNanos);
      }
    }
  }

  /** Does not admit everything. */
  private abstract static class Refusing extends State {

    final Outage outage;

    Refusing(long number, Outage outage) {
      super(number);
      this.outage = outage;
    }
  }

  /** Refuses until its time is over. */
  private static final class Open extends Refusing {

    private final long delayNanos;
    private final long probesNanos;

    Open(long number, Outage outage, long delayNanos, long probesNanos) {
      super(number, outage);
      this.delayNanos = delayNanos;
      this.probesNanos = probesNanos;
    }

    /** By the difference, since the clock may start anywhere. */
    @Override
    long untilAdmittedNanos(long nowNanos) {
      return Math.max(0, probesNanos - nowNanos);
    }
  }

  /** Refuses while its one probe, whose permit it is, is under way. */
  private final class Probing extends Refusing implements Permit {

    private final Open before;

    Probing(Open before) {
      super(before.number, before.outage);
      this.before = before;
    }

    /** When the probe ends nobody knows; it opens for so long at the least if that comes to nothing. */
    @Override
    long untilAdmittedNanos(long nowNanos) {
      return before.delayNanos;
    }

    @Override
    public boolean probe() {
      return true;
    }

    @Override
    public Permit begun(long nowNanos) {
      return rest(close(this));
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      switch (verdict) {
        case SUCCESS -> close(this);
        case FAILURE ->
          reopen(resetDelay.next(before.delayNanos, nowNanos - outage.sinceNanos), nowNanos);
        case NEUTRAL -> reopen(before.delayNanos, nowNanos);
      }
    }

    private void reopen(long delayNanos, long nowNanos) {
      open(this, outage, delayNanos, nowNanos);
    }
  }

  /** The permit of an attempt that is made although the target is refused. Counts only as long as that outage lasts. */
  private final class LastResort implements Permit {

    private final Outage during;

    LastResort(Outage during) {
      this.during = during;
    }

    @Override
    public boolean probe() {
      return true;
    }

    @Override
    public Permit begun(long nowNanos) {
      return rest(close());
    }

    @Override
    public void end(Outcome.Verdict verdict, long nowNanos) {
      if (verdict == Outcome.Verdict.SUCCESS) {
        close();
      }
    }

    private @Nullable Closed close() {
      Closed closed = null;
      // A probe may begin or fail meanwhile: it is the same outage still.
      while (closed == null
          && state.get() instanceof Refusing refusing
          && refusing.outage == during) {
        closed = Breaker.this.close(refusing);
      }
      return closed;
    }
  }
}
