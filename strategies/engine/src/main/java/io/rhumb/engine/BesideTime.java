package io.rhumb.engine;

/** How long this thread has spent on strategies that are only tried. It is not charged to the one that routes. */
final class BesideTime {

  private static final ThreadLocal<long[]> NANOS = ThreadLocal.withInitial(() -> new long[1]);

  private BesideTime() {}

  /** So far. */
  static long nanos() {
    return NANOS.get()[0];
  }

  static void add(long nanos) {
    NANOS.get()[0] += nanos;
  }
}
