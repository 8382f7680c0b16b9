package io.rhumb.gateway.process;

import java.util.logging.LogManager;

/**
 * Logs to the end. The JDK's own manager closes all handlers as soon as the process is told to end, and so nothing
 * would be heard of the drain, which only begins then. Made by the JDK, which finds it by its name.
 */
public final class LastingLogManager extends LogManager {

  /** Called by the JDK. */
  public LastingLogManager() {}

  /** Nothing: this is what a process that ends does to its handlers. */
  @Override
  public void reset() {}
}
