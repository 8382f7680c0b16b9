package io.rhumb.gateway.upstream;

import io.rhumb.gateway.grpc.GrpcTimeout;
import io.rhumb.gateway.operation.Operation;
import io.rhumb.gateway.operation.Rpc;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** What a call over gRPC says in headers beside what any call does. */
final class GrpcHeaders {

  /**
   * By which Google's front ends find the resource without looking into the message.
   *
   * @see <a href="https://google.aip.dev/client-libraries/4222">AIP-4222</a>
   */
  private static final String ROUTING = "x-goog-request-params";

  private GrpcHeaders() {}

  /**
   * Completes the headers of a call.
   *
   * @param resource that the target is asked for
   * @param leftNanos how long the attempt may take. A stream may take longer: the target is told of no bound, and of the end by a reset
   */
  static void put(MultiMap headers, Operation operation, Rpc rpc, String resource, long leftNanos) {
    headers.set("te", "trailers");
    headers.set(ROUTING, rpc.name() + "=" + URLEncoder.encode(resource, StandardCharsets.UTF_8));
    if (operation.method().streams()) {
      headers.remove(GrpcTimeout.HEADER);
    } else {
      headers.set(GrpcTimeout.HEADER, GrpcTimeout.of(leftNanos + ServerTimeout.GRACE_NANOS));
    }
  }
}
