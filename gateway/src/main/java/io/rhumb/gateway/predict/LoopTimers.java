package io.rhumb.gateway.predict;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/**
 * The timers of one event loop, for bounds that nearly every request sets and hardly one reaches. A timer of Vert.x costs a request a search in a map
 * and two in a heap; here it is a few writes ({@link TimerWheel}), for up to a tenth of its time in precision. Lives on that event loop.
 */
final class LoopTimers {

  /** Shorter waits are exact to the millisecond, such as that of a hedge; of longer ones the two ticks that it may take more are a tenth. */
  private static final long EXACT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final long TICK_MILLIS = 10;

  /** What a timer of a thread that was not busy may be late (a guess). */
  private static final long LATE_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  private final ContextInternal context;
  private final TimerWheel wheel;
  private boolean turning;

  /** None yet, on the event loop of a context. */
  LoopTimers(Context context) {
    this.context = (ContextInternal) context;
    this.wheel = new TimerWheel(TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS), nowNanos());
  }

  /** What was started. */
  interface Timer {

    /**
     * Stops it.
     *
     * @return false if it had gone off, or been stopped
     */
    boolean cancel();
  }

  /** Runs a task after so long: never before, and later by a tenth of it at the most, or by two milliseconds. */
  Timer start(long delayNanos, Runnable task) {
    return delayNanos < EXACT_NANOS ? exact(delayNanos, task) : coarse(delayNanos, task);
  }

  private Timer exact(long delayNanos, Runnable task) {
    return new Exact(Math.max(1, (delayNanos + 999_999) / 1_000_000), task);
  }

  private Timer coarse(long delayNanos, Runnable task) {
    long now = nowNanos();
    if (wheel.isEmpty()) {
      // Tasks of its past are none: it catches up in one step.
      wheel.expire(now);
    }
    long due = now + delayNanos;
    TimerWheel.Task added = wheel.add(due < 0 ? Long.MAX_VALUE : due, task);
    turn();
    return added;
  }

  /** The wheel turns while there is something on it. */
  private void turn() {
    if (!turning && !wheel.isEmpty()) {
      turning = true;
      Timer unused = new Exact(TICK_MILLIS, () -> {
        turning = false;
        try {
          wheel.expire(nowNanos());
        } finally {
          turn();
        }
      });
    }
  }

  /**
   * A timer of Vert.x. Where it goes off late, the thread was busy, and an answer may have come meanwhile that nobody has looked at, for timers have
   * their turn before what comes in next. It must not be taken for one that is late: the task waits for another turn.
   */
  private final class Exact implements Timer {

    private final Runnable task;
    private final long lateNanos;
    private long id;

    Exact(long millis, Runnable task) {
      this.task = task;
      this.lateNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis) + LATE_NANOS;
      this.id = context.setTimer(millis, fired -> due());
    }

    private void due() {
      if (System.nanoTime() - lateNanos < 0) {
        task.run();
      } else {
        id = context.setTimer(1, fired -> task.run());
      }
    }

    @Override
    public boolean cancel() {
      return context.owner().cancelTimer(id);
    }
  }

  /** A clock of its own, which nobody sets: timers are the system's. From the first look on, so that it is not negative. */
  private static long nowNanos() {
    return System.nanoTime() - Epoch.NANOS;
  }

  private static final class Epoch {
    static final long NANOS = System.nanoTime();
  }
}
