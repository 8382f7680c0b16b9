package io.rhumb.gateway.stub;

/** Something is no {@link Fault}; the message reads {@code path: value (expected: ...)}. */
public final class InvalidFaultException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  InvalidFaultException(String path, Object value, String expected) {
    super(path + ": " + value + " (expected: " + expected + ")");
  }
}
