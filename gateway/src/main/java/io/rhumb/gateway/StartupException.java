package io.rhumb.gateway;

/** The process cannot start. The message is one line for the person at the terminal. */
final class StartupException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartupException(String message) {
    super(message);
  }

  StartupException(String message, Throwable cause) {
    super(message, cause);
  }
}
