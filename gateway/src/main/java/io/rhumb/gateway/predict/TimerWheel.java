package io.rhumb.gateway.predict;

/**
 * What is to run at its time, in slots of one tick each, around and around: to add a task and to take it out again costs a few writes, however many
 * there are, and a look at the slots whose time has come finds those that are due. All times are of one monotonic clock, in nanoseconds, not
 * negative. Lives on one thread.
 *
 * @see <a href="https://doi.org/10.1145/41457.37504">Varghese and Lauck, Hashed and Hierarchical Timing Wheels, 1987: scheme 6</a>
 */
final class TimerWheel {

  /** So that few slots have tasks of another round. A guess: with ticks of 10 ms, a round is five seconds. */
  private static final int SLOTS = 512;

  private final long tickNanos;
  private final Task[] slots = new Task[SLOTS];
  /** Due, and not run yet: one that runs may take out another. */
  private final Task firing = new Task();

  private long lastTick;
  private int size;

  /** Empty at that time. */
  TimerWheel(long tickNanos, long nowNanos) {
    this.tickNanos = tickNanos;
    this.lastTick = nowNanos / tickNanos;
    for (int i = 0; i < SLOTS; i++) {
      slots[i] = new Task();
    }
  }

  /** Adds a task, which runs at the end of the tick in which its time comes. */
  Task add(long dueNanos, Runnable what) {
    Task task = new Task(what, Math.max(lastTick, dueNanos / tickNanos) + 1);
    task.insertBefore(slots[slotOf(task.tick)]);
    size++;
    return task;
  }

  /** Whether there is nothing to wait for. */
  boolean isEmpty() {
    return size == 0;
  }

  /** Runs what is due. If a task throws, those behind it run the next time. */
  void expire(long nowNanos) {
    long now = nowNanos / tickNanos;
    // A clock that went on while nobody looked has passed all slots, each once.
    for (long tick = Math.max(lastTick + 1, now - SLOTS + 1); tick <= now; tick++) {
      collect(slots[slotOf(tick)], now);
    }
    lastTick = Math.max(lastTick, now);
    while (firing.next != firing) {
      Task task = firing.next;
      task.cancel();
      task.what.run();
    }
  }

  private void collect(Task slot, long now) {
    Task task = slot.next;
    while (task != slot) {
      Task next = task.next;
      if (task.tick <= now) {
        task.remove();
        task.insertBefore(firing);
      }
      task = next;
    }
  }

  private static int slotOf(long tick) {
    return (int) (tick & (SLOTS - 1));
  }

  /** A task in a ring of those of its slot, or the head of such a ring. */
  final class Task implements LoopTimers.Timer {

    private final Runnable what;
    private final long tick;
    private Task previous = this;
    private Task next = this;

    private Task() {
      this(() -> {}, 0);
    }

    private Task(Runnable what, long tick) {
      this.what = what;
      this.tick = tick;
    }

    @Override
    public boolean cancel() {
      boolean waiting = next != this;
      if (waiting) {
        remove();
        size--;
      }
      return waiting;
    }

    private void insertBefore(Task other) {
      previous = other.previous;
      next = other;
      previous.next = this;
      other.previous = this;
    }

    private void remove() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }
}
