package io.rhumb.rehearsal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the machine keeps this process waiting for a processor: it asks to be woken every few milliseconds, and looks how late it
 * is. What keeps this process waiting keeps gateways waiting too. Thread-safe.
 */
final class Unrest {

  private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final AtomicLong worstNanos = new AtomicLong();

  private Unrest() {}

  /** Looks from now on, for as long as the process lives. */
  static Unrest watch() {
    Unrest unrest = new Unrest();
    Thread thread = new Thread(unrest::look, "unrest");
    thread.setDaemon(true);
    thread.start();
    return unrest;
  }

  /** The longest since this was last asked. */
  Duration worst() {
    return Duration.ofNanos(worstNanos.getAndSet(0));
  }

  private void look() {
    try {
      while (true) {
        long begin = System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(EVERY_NANOS);
        worstNanos.accumulateAndGet(System.nanoTime() - begin - EVERY_NANOS, Math::max);
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}
