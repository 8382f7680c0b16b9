package io.rhumb.gateway.process;

/** The process cannot start, or cannot do what it was told. The message is one line for the person at the terminal. */
public final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** For what is wrong in itself. */
  public StartupException(String message) {
    super(message);
  }

  /** For what failed elsewhere; of the cause nothing is shown. */
  public StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
