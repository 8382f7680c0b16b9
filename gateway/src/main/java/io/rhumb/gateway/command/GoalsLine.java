package io.rhumb.gateway.command;

import io.rhumb.gateway.process.StatusLine;
import io.rhumb.simulator.goals.ProgressListener;
import java.util.Locale;

/** Tells how far the measuring of the goals has come. */
final class GoalsLine implements ProgressListener {

  private final StatusLine line;

  GoalsLine(StatusLine line) {
    this.line = line;
  }

  @Override
  public void onStep(int done, int total) {
    if (done == total) {
      line.clear();
    } else {
      line.show(() ->
          String.format(Locale.ROOT, "%d of %d measurements, %.0f s", done, total, line.seconds()));
    }
  }
}
