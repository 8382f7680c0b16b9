package io.rhumb.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;

/** A count that never exceeds its bound, not even for a moment: a large amount that does not fit leaves the room to small ones. */
final class BoundedCount {

  private final AtomicLong count = new AtomicLong();

  /** Adds an amount, if the sum is at most {@code bound}; otherwise nothing. */
  boolean add(long amount, long bound) {
    long before = count.get();
    while (amount <= bound - before) {
      if (count.compareAndSet(before, before + amount)) {
        return true;
      }
      before = count.get();
    }
    return false;
  }

  /** Takes back what was added. */
  void subtract(long amount) {
    count.addAndGet(-amount);
  }

  long get() {
    return count.get();
  }
}
