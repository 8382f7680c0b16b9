package io.rhumb.gateway.plugin;

/** A strategy jar cannot be used. The message is one line: {@code file: what is wrong (expected: …)}. */
public final class PluginException extends Exception {

  private static final long serialVersionUID = 1L;

  PluginException(String file, String problem, String expected) {
    super(file + ": " + problem + " (expected: " + expected + ")");
  }

  PluginException(String file, String problem, String expected, Throwable cause) {
    this(file, problem, expected);
    initCause(cause);
  }
}
