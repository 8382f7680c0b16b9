package io.rhumb.rehearsal.network;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do in their own time. */
public final class Eventually {

  /** Far longer than anything here takes, so that a loaded machine is no failure. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MILLIS = 20;

  private Eventually() {}

  /**
   * Blocks until it holds.
   *
   * @param what is waited for, for the message
   * @throws ToolException if it does not within 30 s
   */
  public static void holds(String what, BooleanSupplier condition) {
    long giveUp = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > giveUp) {
        throw new ToolException(what + ": not there after " + PATIENCE.toSeconds() + " s");
      }
      pause(Duration.ofMillis(LOOK_MILLIS));
    }
  }

  /** Blocks for a time. */
  public static void pause(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted", e);
    }
  }
}
