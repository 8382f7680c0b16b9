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
  /** The answer of a target. */
  ANSWER
}
