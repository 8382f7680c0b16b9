package io.rhumb.gateway.upstream;

import io.rhumb.gateway.operation.Method;
import io.vertx.core.http.HttpClientResponse;

/**
 * Tells which answers are streams. Every other one is read whole before the client sees any of it, so that one that breaks off can be
 * asked for elsewhere. An error is never a stream: what it says decides what happens next.
 */
final class StreamRule {

  private static final String EVENTS = "text/event-stream";
  /** One JSON text per line, as some model servers stream. */
  private static final String LINES = "application/x-ndjson";

  private StreamRule() {}

  /** Whether the answer to a method is one: because the method always answers so, or since the answer says it. */
  static boolean streams(Method method, HttpClientResponse response) {
    int status = response.statusCode();
    return status >= 200
        && status < 300
        && (method.streams() || is(response, EVENTS) || is(response, LINES));
  }

  /** Whether it is a stream of server-sent events. */
  static boolean ofEvents(HttpClientResponse response) {
    return is(response, EVENTS);
  }

  private static boolean is(HttpClientResponse response, String type) {
    String actual = response.getHeader("content-type");
    return actual != null && actual.regionMatches(true, 0, type, 0, type.length());
  }
}
