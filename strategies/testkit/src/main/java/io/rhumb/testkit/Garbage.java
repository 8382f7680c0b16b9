package io.rhumb.testkit;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Watches objects go. */
final class Garbage {

  /** A collector that was asked takes its time; who is not gone after so many rounds is held. */
  private static final int ROUNDS = 30;

  private static final long WAIT_MILLIS = 50;

  private Garbage() {}

  /** Whether all of them are collected, within two seconds or a little more. */
  static <T> boolean collected(
      Collection<? extends Reference<? extends T>> references, ReferenceQueue<T> queue)
      throws InterruptedException {
    Set<Reference<? extends T>> left = new HashSet<>(references);
    for (int round = 0; round < ROUNDS && !left.isEmpty(); round++) {
      System.gc();
      Reference<? extends T> gone = queue.remove(WAIT_MILLIS);
      while (gone != null) {
        left.remove(gone);
        gone = queue.poll();
      }
    }
    return left.isEmpty();
  }
}
