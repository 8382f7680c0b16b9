package io.rhumb.gateway;

import io.rhumb.simulator.Progress;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Tells the person at the terminal how far a comparison has come: on one line, or on a new one every few seconds. */
final class ProgressLine implements Progress.Listener {

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
  ProgressLine(PrintWriter err, boolean overwrite, LongSupplier clock) {
    this.err = err;
    this.overwrite = overwrite;
    this.clock = clock;
    this.beganNanos = clock.getAsLong();
    this.shownNanos = beganNanos;
  }

  @Override
  public void onProgress(Progress progress) {
    long now = clock.getAsLong();
    if (progress.runs() == progress.allRuns()) {
      err.print(overwrite ? ERASE : "");
      err.flush();
    } else if (now - shownNanos >= (overwrite ? OVERWRITE_NANOS : REPEAT_NANOS)) {
      shownNanos = now;
      show(text(progress, (now - beganNanos) / 1e9));
    }
  }

  private void show(String text) {
    if (overwrite) {
      err.print(ERASE + text);
    } else {
      err.println(text);
    }
    err.flush();
  }

  private static String text(Progress progress, double seconds) {
    String text = String.format(
        Locale.ROOT,
        "run %d of %d (%s)",
        progress.runs() + 1,
        progress.allRuns(),
        progress.running());
    return progress.requests() == 0 ? text : text + speed(progress, progress.requests() / seconds);
  }

  private static String speed(Progress progress, double perSecond) {
    return String.format(
        Locale.ROOT,
        ", %,.0f requests/s, about %.0f s left",
        perSecond,
        Math.ceil((progress.allRequests() - progress.requests()) / perSecond));
  }
}
