package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchPolicy;
import io.rhumb.gateway.grpc.GrpcTimeout;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/** The deadline of a client of gRPC, which can only shorten what the model grants. */
final class GrpcDeadline {

  private GrpcDeadline() {}

  /**
   * The bounds of a request.
   *
   * @return null if its header makes no sense
   */
  static @Nullable DispatchPolicy apply(DispatchPolicy policy, MultiMap headers) {
    long asked = nanos(headers);
    return asked > 0 ? policy.within(asked) : null;
  }

  /** What a client asks for, in nanoseconds: {@link Long#MAX_VALUE} for nothing, 0 for what makes no sense. */
  static long nanos(MultiMap headers) {
    String timeout = headers.get(GrpcTimeout.HEADER);
    return timeout == null ? Long.MAX_VALUE : GrpcTimeout.nanos(timeout);
  }

  /** What is wrong with the header of a request for which there are no bounds. */
  static GatewayError whyNone() {
    return GatewayError.badRequest(GrpcTimeout.HEADER
        + ": not a time (expected: eight digits at the most and a unit, such as 2S or 1500m)");
  }
}
