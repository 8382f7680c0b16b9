package io.rhumb.gateway.process;

import java.io.PrintWriter;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells the person at the terminal how far something has come: on one line, or on a new one every few seconds. One thread. */
public final class StatusLine {

  private static final long OVERWRITE_NANOS = 100_000_000L;
  private static final long REPEAT_NANOS = 5_000_000_000L;
  /** Back to the margin, and erase what is there (ECMA-48: EL). */
  private static final String ERASE = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean overwrite;
  private final LongSupplier clock;
  private final long beganNanos;
  private long shownNanos;

  /**
   * Begins now.
   *
   * @param overwrite whether the line is written over
   * @param clock monotonic, in nanoseconds
   */
  public StatusLine(PrintWriter err, boolean overwrite, LongSupplier clock) {
    this.err = err;
    this.overwrite = overwrite;
    this.clock = clock;
    this.beganNanos = clock.getAsLong();
    this.shownNanos = beganNanos;
  }

  /** For how long it has been telling. */
  public double seconds() {
    return (clock.getAsLong() - beganNanos) / 1e9;
  }

  /** Tells, unless it has told a moment ago. */
  public void show(Supplier<String> text) {
    long now = clock.getAsLong();
    if (now - shownNanos < (overwrite ? OVERWRITE_NANOS : REPEAT_NANOS)) {
      return;
    }
    shownNanos = now;
    if (overwrite) {
      err.print(ERASE + text.get());
    } else {
      err.println(text.get());
    }
    err.flush();
  }

  /** It is done. */
  public void clear() {
    err.print(overwrite ? ERASE : "");
    err.flush();
  }
}
