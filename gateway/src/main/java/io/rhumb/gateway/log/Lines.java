package io.rhumb.gateway.log;

/** Makes a line of text of what is to be said, without its end. Used by one thread. */
interface Lines {

  /**
   * A request.
   *
   * @param leftOut what has no line of its own, since the last line
   */
  String of(RequestLine line, LeftOut leftOut);

  /** What has no line of its own, for when there is no line to say so. */
  String of(LeftOut leftOut, long nowMillis);
}
