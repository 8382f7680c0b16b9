package io.rhumb.gateway.credential;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what one package logs. */
public final class LogCapture extends Handler implements AutoCloseable {

  private final Logger logger;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  /** Keeps what is logged from now on in the package of that class. */
  public LogCapture(Class<?> member) {
    logger = Logger.getLogger(member.getPackageName());
    logger.addHandler(this);
  }

  /** Each with its level; without what stands for its parameters. */
  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getLevel() + " " + line.getMessage()
        + (line.getThrown() == null ? "" : line.getThrown()));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
