package io.rhumb.gateway.plugin;

/** A strategy jar cannot be used. The message is one line: {@code file: what is wrong (expected: …)}. */
public final class PluginException extends Exception {

  private static final long serialVersionUID = 1L;

  PluginException(String file, String problem, String expected) {
    super(line(file + ": " + problem + " (expected: " + expected + ")"));
  }

  /** A problem that says itself what was expected. */
  PluginException(String file, IllegalArgumentException problem) {
    super(line(file + ": " + problem.getMessage()), problem);
  }

  PluginException(String file, String problem, String expected, Throwable cause) {
    this(file, problem, expected);
    initCause(cause);
  }

  /** A stranger's message may have any number of lines. */
  static String line(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
