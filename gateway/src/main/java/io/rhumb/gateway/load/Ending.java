package io.rhumb.gateway.load;

import org.jspecify.annotations.Nullable;

/**
 * How a request ended.
 *
 * @param status of the answer, 0 if none came
 * @param detail of a failure, in the words of whoever noticed it
 */
record Ending(Kind kind, int status, @Nullable String detail) {

  /** What there is, in the words of the report. */
  enum Kind {
    /** A whole answer. */
    ANSWERED("answered"),
    /** Sent, and no whole answer within the timeout. */
    TIMED_OUT("timed out"),
    /** No connection: refused, or no such host, or TLS did not come about, or none of this within the timeout. */
    NOT_CONNECTED("not connected"),
    /** The connection or the stream ended before the answer was whole. */
    BROKEN_OFF("broken off"),
    /** Too many were in flight. */
    NOT_SENT("not sent");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  static final Ending TIMED_OUT = new Ending(Kind.TIMED_OUT, 0, null);
  static final Ending NO_CONNECTION =
      new Ending(Kind.NOT_CONNECTED, 0, "no connection within the timeout");
  static final Ending NOT_SENT = new Ending(Kind.NOT_SENT, 0, null);

  static Ending answered(int status) {
    return new Ending(Kind.ANSWERED, status, null);
  }

  static Ending notConnected(Throwable cause) {
    return new Ending(Kind.NOT_CONNECTED, 0, words(cause));
  }

  static Ending brokenOff(Throwable cause) {
    return new Ending(Kind.BROKEN_OFF, 0, words(cause));
  }

  private static String words(Throwable cause) {
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }

  /** Whether it is what the client wanted. */
  boolean good() {
    return kind == Kind.ANSWERED && status / 100 == 2;
  }

  /** The status of an answer, or words. */
  String name() {
    return kind == Kind.ANSWERED ? Integer.toString(status) : kind.words;
  }
}
