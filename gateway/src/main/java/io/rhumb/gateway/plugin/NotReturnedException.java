package io.rhumb.gateway.plugin;

import java.time.Duration;

/** Code of a strategy jar was given up. The message says after how long. */
public final class NotReturnedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotReturnedException(Duration bound) {
    super("did not return within " + text(bound));
  }

  private static String text(Duration bound) {
    return bound.toMillis() % 1_000 == 0 ? bound.toSeconds() + " s" : bound.toMillis() + " ms";
  }
}
