package io.rhumb.gateway.limit;

/** What there was no room for. */
public enum Overload {
  /** Another connection. */
  CONNECTION,
  /** Another request. */
  IN_FLIGHT,
  /** The body of a request. */
  REQUEST_BODY,
  /** What a client sends ahead, while its connection serves a request. */
  AHEAD,
  /** Reading what a client sent, or writing its answer: direct memory is used up, and the connection is closed. */
  DIRECT_MEMORY,
  /** The answer of a target. */
  ANSWER
}
