package io.rhumb.gateway.grpc;

import io.vertx.core.MultiMap;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @see <a href="https://github.com/googleapis/googleapis/blob/master/google/rpc/code.proto">google.rpc.Code, which says what each is in
 *     HTTP</a>
 */
public enum GrpcStatus {
  /** As wanted. */
  OK(0, 200),
  /** Given up by whoever called. */
  CANCELLED(1, 499),
  /** Something that nobody has a name for. */
  UNKNOWN(2, 500),
  /** The request makes no sense. */
  INVALID_ARGUMENT(3, 400),
  /** Not in time. */
  DEADLINE_EXCEEDED(4, 504),
  /** There is no such thing. */
  NOT_FOUND(5, 404),
  /** There is such a thing already. */
  ALREADY_EXISTS(6, 409),
  /** Not for this caller. */
  PERMISSION_DENIED(7, 403),
  /** No quota or capacity. */
  RESOURCE_EXHAUSTED(8, 429),
  /** Not in this state. */
  FAILED_PRECONDITION(9, 400),
  /** Somebody else came between. */
  ABORTED(10, 409),
  /** Beyond the end. */
  OUT_OF_RANGE(11, 400),
  /** There is no such method. */
  UNIMPLEMENTED(12, 501),
  /** A bug. */
  INTERNAL(13, 500),
  /** Not just now. */
  UNAVAILABLE(14, 503),
  /** Lost for ever. */
  DATA_LOSS(15, 500),
  /** Nobody knows the caller. */
  UNAUTHENTICATED(16, 401);

  /** The header, or trailer, with the number. */
  public static final String HEADER = "grpc-status";

  /** The header, or trailer, with words about it, percent-encoded. */
  public static final String MESSAGE = "grpc-message";

  private static final Map<String, GrpcStatus> BY_NUMBER = Arrays.stream(values())
      .collect(Collectors.toUnmodifiableMap(GrpcStatus::number, Function.identity()));

  private final String number;
  private final int http;

  GrpcStatus(int number, int http) {
    this.number = Integer.toString(number);
    this.http = http;
  }

  /** The HTTP status that means the same. */
  public int http() {
    return http;
  }

  /** As it stands on the wire. */
  public String number() {
    return number;
  }

  /**
   * What headers or trailers say.
   *
   * @return {@link #UNKNOWN} for a number that is none; null if they say nothing
   */
  public static @Nullable GrpcStatus in(MultiMap fields) {
    String number = fields.get(HEADER);
    return number == null ? null : BY_NUMBER.getOrDefault(number, UNKNOWN);
  }

  /** The status of that name, as google.rpc writes it. */
  public static GrpcStatus named(String name) {
    return valueOf(name);
  }
}
