package io.rhumb.gateway.predict;

import io.rhumb.gateway.grpc.GrpcStatus;
import io.rhumb.gateway.grpc.GrpcText;
import io.rhumb.gateway.grpc.GrpcType;
import io.rhumb.gateway.upstream.UpstreamAnswer;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerResponse;

/** The way in which clients of gRPC are answered: a status behind the messages or, where there are none, in the head. */
final class GrpcAnswer {

  private GrpcAnswer() {}

  /**
   * Ends a response whose head is complete as the target's has ended.
   *
   * @return completes when it is out, or lost
   */
  static Future<Void> send(HttpServerResponse response, UpstreamAnswer answer) {
    if (answer.hasTrailers()) {
      answer.copyTrailersTo(response.trailers());
    }
    // A status in the head wants the head to be the end.
    return answer.body().length() == 0 ? response.end() : response.end(answer.body());
  }

  /**
   * Ends a response of which nothing is out yet.
   *
   * @return completes when it is out, or lost
   */
  static Future<Void> send(HttpServerResponse response, GatewayError error) {
    put(response.setStatusCode(200).headers().set("content-type", GrpcType.VALUE), error);
    return response.end();
  }

  /** Says in headers or trailers what went wrong. */
  static void put(MultiMap fields, GatewayError error) {
    fields
        .set(GrpcStatus.HEADER, GrpcStatus.named(error.status()).number())
        .set(GrpcStatus.MESSAGE, GrpcText.encode(error.message()));
  }
}
