package io.rhumb.gateway.stub;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A bounded number of slots with a bounded queue before them, first in first out. Thread-safe; runs no foreign code under its
 * lock.
 */
final class Slots {

  /** What became of a request for a slot. */
  enum Admission {
    /** It has one. */
    SERVED,
    /** It gets one later. */
    QUEUED,
    /** The queue is full. */
    REFUSED
  }

  private final int slots;
  private final int limit;
  private final Queue<Runnable> queue = new ArrayDeque<>();
  private int taken;

  Slots(ServiceProfile profile) {
    this.slots = profile.slots();
    this.limit = profile.queue();
  }

  /**
   * Asks for a slot.
   *
   * @param onTurn run if the answer was QUEUED, once its turn has come, by whoever released a slot
   */
  Admission acquire(Runnable onTurn) {
    if (slots == 0) {
      return Admission.SERVED;
    }
    synchronized (queue) {
      if (taken < slots) {
        taken++;
        return Admission.SERVED;
      }
      return queue.size() < limit && queue.add(onTurn) ? Admission.QUEUED : Admission.REFUSED;
    }
  }

  /** Leaves the queue. False if it is no longer there: then its turn has come, and it has to release. */
  boolean leave(Runnable onTurn) {
    synchronized (queue) {
      return queue.remove(onTurn);
    }
  }

  /** Gives a slot back, or rather to the next in the queue. */
  void release() {
    if (slots == 0) {
      return;
    }
    Runnable next;
    synchronized (queue) {
      next = queue.poll();
      if (next == null) {
        taken--;
      }
    }
    if (next != null) {
      next.run();
    }
  }
}
