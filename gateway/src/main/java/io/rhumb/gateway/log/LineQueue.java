package io.rhumb.gateway.log;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A bounded queue from many threads, none of which ever waits, to one that does. */
final class LineQueue<T> {

  private final int most;
  private final Queue<T> lines = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private volatile @Nullable Thread waiting;

  LineQueue(int most) {
    this.most = most;
  }

  /** Adds a line; false if there is no room. */
  boolean offer(T line) {
    if (size.incrementAndGet() > most) {
      size.decrementAndGet();
      return false;
    }
    lines.add(line);
    Thread sleeper = waiting;
    if (sleeper != null) {
      LockSupport.unpark(sleeper);
    }
    return true;
  }

  /** The next line; null if there is none. */
  @Nullable
  T poll() {
    T line = lines.poll();
    if (line != null) {
      size.decrementAndGet();
    }
    return line;
  }

  /** Waits for a line, or for so long; may return for nothing. */
  void await(long millis) {
    waiting = Thread.currentThread();
    // Who added a line before this was set has woken nobody.
    if (lines.isEmpty()) {
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(millis));
    }
    waiting = null;
  }
}
