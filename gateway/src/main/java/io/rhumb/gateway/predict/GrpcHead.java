package io.rhumb.gateway.predict;

import io.rhumb.gateway.grpc.GrpcType;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What the head of a request of gRPC must be like. */
final class GrpcHead {

  private static final String ENCODING = "grpc-encoding";

  private GrpcHead() {}

  /** Whether a request is answered in the way of gRPC. */
  static boolean is(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_2 && GrpcType.in(request.headers());
  }

  /** Refuses what is not gRPC, and messages that are compressed, and so cannot be looked into. */
  static void check(HttpServerRequest request) throws RefusedException {
    if (!is(request)) {
      throw new RefusedException(GatewayError.unsupportedMediaType(
          "path: gRPC only (expected: content-type " + GrpcType.VALUE + ", over HTTP/2)"));
    }
    String encoding = request.getHeader(ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      // So gRPC has it: this header tells what would do.
      request.response().putHeader("grpc-accept-encoding", "identity");
      throw new RefusedException(GatewayError.notImplemented(
          ENCODING + ": " + encoding + " (expected: none, since the message is looked into)"));
    }
  }
}
