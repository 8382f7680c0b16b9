package io.rhumb.gateway.log;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Lines of java.util.logging as Cloud Logging reads them; a stack trace stands in the message, where Error Reporting looks for it. */
public final class JsonLogFormatter extends Formatter {

  /** A formatter. */
  public JsonLogFormatter() {}

  @Override
  public String format(LogRecord record) {
    JsonObject json = JsonLines.head(
            severity(record.getLevel()), message(record), record.getMillis())
        .put("logger", record.getLoggerName());
    return json.encode() + System.lineSeparator();
  }

  private String message(LogRecord record) {
    Throwable thrown = record.getThrown();
    String message = formatMessage(record);
    return thrown == null ? message : message + System.lineSeparator() + stackTrace(thrown);
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().stripTrailing();
  }

  private static Severity severity(@Nullable Level level) {
    int value = level == null ? Level.INFO.intValue() : level.intValue();
    if (value >= Level.SEVERE.intValue()) {
      return Severity.ERROR;
    }
    if (value >= Level.WARNING.intValue()) {
      return Severity.WARNING;
    }
    return value >= Level.INFO.intValue() ? Severity.INFO : Severity.DEBUG;
  }
}
