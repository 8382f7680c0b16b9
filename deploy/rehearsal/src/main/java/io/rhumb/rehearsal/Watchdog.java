package io.rhumb.rehearsal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Ends the process when it takes too long; all that it started ends with it. */
final class Watchdog {

  private Watchdog() {}

  static void start(Duration limit, int code) {
    Thread thread = new Thread(
        () -> {
          try {
            TimeUnit.NANOSECONDS.sleep(limit.toNanos());
            System.err.println("rehearsal: not over after " + limit.toMinutes() + " minutes");
            Runtime.getRuntime().halt(code);
          } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
          }
        },
        "watchdog");
    thread.setDaemon(true);
    thread.start();
  }
}
