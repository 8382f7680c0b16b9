package io.rhumb.rehearsal.network;

/** A command line tool did not do what it was told; the message has the command and what it said. */
public final class ToolException extends RuntimeException {

  private static final long serialVersionUID = 1;

  ToolException(String message) {
    super(message);
  }

  ToolException(String message, Throwable cause) {
    super(message, cause);
  }
}
