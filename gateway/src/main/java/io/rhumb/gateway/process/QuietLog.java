package io.rhumb.gateway.process;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps a logger silent until it is closed: for what a report tells, and a log would tell twice. */
public final class QuietLog implements AutoCloseable {

  private final Logger logger;
  private final @Nullable Level before;

  /** Silence, from now on. */
  public QuietLog(String name) {
    this.logger = Logger.getLogger(name);
    this.before = logger.getLevel();
    logger.setLevel(Level.OFF);
  }

  @Override
  public void close() {
    logger.setLevel(before);
  }
}
