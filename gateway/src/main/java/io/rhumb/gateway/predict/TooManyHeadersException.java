package io.rhumb.gateway.predict;

/** A head has more headers than are allowed. */
final class TooManyHeadersException extends RuntimeException {

  private static final long serialVersionUID = 1;

  TooManyHeadersException() {
    // Without a trace: whoever sends such a head can do so often.
    super("more than " + HeadProblem.MOST_HEADERS + " headers", null, false, false);
  }
}
