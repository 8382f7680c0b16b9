package io.rhumb.gateway.upstream;

import io.rhumb.gateway.grpc.GrpcStatus;
import io.rhumb.gateway.grpc.GrpcType;
import io.rhumb.gateway.operation.Operation;
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

  /** Whether the answer to an operation is one: because its method always answers so, or since the answer says it. */
  static boolean streams(Operation operation, HttpClientResponse response) {
    int status = response.statusCode();
    return status >= 200
        && status < 300
        && (operation.method().streams() || is(response, EVENTS) || is(response, LINES))
        && (operation.rpc() == null || begins(response));
  }

  /** Whether messages of gRPC are to come: what is over in its head is an error, and what has another type is not of gRPC. */
  private static boolean begins(HttpClientResponse response) {
    return GrpcType.in(response.headers()) && GrpcStatus.in(response.headers()) == null;
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
