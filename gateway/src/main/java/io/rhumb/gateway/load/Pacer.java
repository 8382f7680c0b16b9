package io.rhumb.gateway.load;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Says when a request is due, on a thread of its own: a timer of the event loop has whole milliseconds, and would add half
 * of one to every latency.
 */
final class Pacer implements Runnable {

  private final Schedule schedule;
  private final long endNanos;
  private final LongSupplier clock;
  private final LongConsumer pause;
  private final LongConsumer due;
  private final Runnable over;
  private volatile boolean stopped;

  /**
   * Creates one.
   *
   * @param endNanos what would be due then, or later, is not
   * @param clock nanoseconds since the start
   * @param pause waits for about so many nanoseconds, or less
   * @param due told the instant at which a request was due, then or as soon afterwards as can be
   * @param over told once, when nothing is due any more
   */
  Pacer(
      Schedule schedule,
      long endNanos,
      LongSupplier clock,
      LongConsumer pause,
      LongConsumer due,
      Runnable over) {
    this.schedule = schedule;
    this.endNanos = endNanos;
    this.clock = clock;
    this.pause = pause;
    this.due = due;
    this.over = over;
  }

  @Override
  public void run() {
    long next = schedule.nextNanos();
    while (next < endNanos && waitFor(next)) {
      due.accept(next);
      next = schedule.nextNanos();
    }
    waitFor(endNanos);
    over.run();
  }

  /** Nothing is due from now on. Any thread; whoever pauses has to be woken too. */
  void stop() {
    stopped = true;
  }

  /** Returns whether it was not stopped. */
  private boolean waitFor(long instant) {
    long left = instant - clock.getAsLong();
    while (left > 0 && !stopped) {
      pause.accept(left);
      left = instant - clock.getAsLong();
    }
    return !stopped;
  }
}
