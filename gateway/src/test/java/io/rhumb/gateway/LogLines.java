package io.rhumb.gateway;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what is logged in this process, each line with its level and, where there is one, its stack trace. */
final class LogLines extends Handler implements AutoCloseable {

  private final Logger logger = Logger.getLogger("");
  private final List<String> lines = new CopyOnWriteArrayList<>();

  LogLines() {
    logger.addHandler(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    StringWriter text = new StringWriter().append(line.getLevel() + " " + line.getMessage());
    if (line.getThrown() != null) {
      line.getThrown().printStackTrace(new PrintWriter(text));
    }
    lines.add(text.toString());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
