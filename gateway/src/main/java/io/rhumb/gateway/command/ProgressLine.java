package io.rhumb.gateway.command;

import io.rhumb.gateway.process.StatusLine;
import io.rhumb.simulator.Progress;
import java.util.Locale;

/** Tells how far a comparison has come. */
final class ProgressLine implements Progress.Listener {

  private final StatusLine line;

  ProgressLine(StatusLine line) {
    this.line = line;
  }

  @Override
  public void onProgress(Progress progress) {
    if (progress.runs() == progress.allRuns()) {
      line.clear();
    } else {
      line.show(() -> text(progress, line.seconds()));
    }
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
