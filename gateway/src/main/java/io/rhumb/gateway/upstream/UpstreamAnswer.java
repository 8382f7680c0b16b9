package io.rhumb.gateway.upstream;

import io.rhumb.gateway.grpc.GrpcStatus;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A target's whole answer, with its headers as they came.
 *
 * @param status the HTTP status
 * @param headers every header, hop-by-hop ones too
 * @param body the bytes, as they came
 * @param trailers of an answer over gRPC; null: it is none
 */
public record UpstreamAnswer(
    int status, MultiMap headers, Buffer body, @Nullable MultiMap trailers) {

  /** What a front end answers that did not understand what came from behind it. */
  private static final int BAD_GATEWAY = 502;

  /** An answer in HTTP's own way. */
  public UpstreamAnswer(int status, MultiMap headers, Buffer body) {
    this(status, headers, body, null);
  }

  /** What it means, as an HTTP status: of an answer over gRPC, HTTP itself says no more than that there is one. */
  public int code() {
    return trailers == null || status != 200 ? status : ofGrpc(headers, trailers);
  }

  /** Whether it is an answer over gRPC that does not say how the call ended: it was cut, or is not of gRPC. */
  boolean lacksStatus() {
    return trailers != null
        && status == 200
        && GrpcStatus.in(trailers) == null
        && GrpcStatus.in(headers) == null;
  }

  /** The status of an answer that is 200 to HTTP. One that does not say how it ended was cut, or is not of gRPC. */
  static int ofGrpc(MultiMap headers, MultiMap trailers) {
    GrpcStatus status = GrpcStatus.in(trailers);
    status = status == null ? GrpcStatus.in(headers) : status;
    return status == null ? BAD_GATEWAY : status.http();
  }

  /** Whether something comes behind the body. */
  public boolean hasTrailers() {
    return trailers != null && !trailers.isEmpty();
  }

  /** Adds the trailers that may go on to the client. */
  public void copyTrailersTo(MultiMap client) {
    if (trailers != null) {
      HeaderRules.RESPONSE.copy(trailers, client);
    }
  }

  /** Adds the headers that may go on to the client. */
  public void copyHeadersTo(MultiMap client) {
    HeaderRules.RESPONSE.copy(headers, client);
  }
}
