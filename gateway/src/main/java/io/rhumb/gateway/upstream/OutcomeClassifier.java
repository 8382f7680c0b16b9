package io.rhumb.gateway.upstream;

import io.netty.handler.codec.http2.Http2Error;
import io.rhumb.engine.Outcome;
import io.rhumb.gateway.limit.Shortage;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.StreamResetException;
import java.util.regex.Pattern;

/** Tells which {@link Outcome} the end of a call is. The HTTP status decides; the body is looked at only where it must. */
final class OutcomeClassifier {

  /** Vertex AI says so, with a 429, for a model that is scaled to zero. */
  private static final String NOT_READY = "Model is not yet ready for inference";

  /**
   * So servers of gRPC say, with the status that a lack of quota has, that a message is larger than they let one be: those of C++ and Go, and that of
   * Java. They do so for this request always, and for others never.
   */
  private static final Pattern LARGER_THAN_MAX =
      Pattern.compile("larger than max|exceeds maximum size");

  private OutcomeClassifier() {}

  /**
   * What a whole answer means.
   *
   * @param idempotent whether another target may do what this one has perhaps done
   */
  static Classification ofAnswer(
      UpstreamAnswer answer, boolean idempotent, boolean failoverOn404, long wallMillis) {
    if (answer.lacksStatus() || (!idempotent && mayHideWork(answer))) {
      return Classification.of(Outcome.CONNECTION_LOST);
    }
    int status = answer.code();
    if (status >= 200 && status < 300) {
      return Classification.of(Outcome.SUCCESS);
    }
    return switch (status) {
      case 401 -> Classification.of(Outcome.UNAUTHENTICATED);
      case 404 -> Classification.of(failoverOn404 ? Outcome.NOT_FOUND : Outcome.REJECTED);
      case 408 -> Classification.of(Outcome.REQUEST_TIMEOUT);
      case 429 -> throttled(answer, wallMillis);
      case 502, 503 ->
        new Classification(Outcome.UNAVAILABLE, RetryHint.ofHeader(answer, wallMillis));
      case 504 -> Classification.of(Outcome.TIMEOUT);
      case 501 -> Classification.of(Outcome.REJECTED);
      default -> Classification.of(status >= 500 ? Outcome.INTERNAL_ERROR : Outcome.REJECTED);
    };
  }

  /**
   * What it means that a stream over gRPC ended of which the client has a part already: as it was to end, if only with an error that
   * is the request's own; else it was cut.
   */
  static Outcome ofGrpcStream(HttpClientResponse response) {
    int code = UpstreamAnswer.ofGrpc(response.headers(), response.trailers());
    boolean sound = code < 500 && code != 401 && code != 408 && code != 429;
    boolean tooLarge =
        code == 429 && saysTooLarge(ErrorText.ofGrpc(response.headers(), response.trailers()));
    return sound || tooLarge || code == 501 ? Outcome.SUCCESS : Outcome.STREAM_CUT;
  }

  private static boolean saysTooLarge(String message) {
    return LARGER_THAN_MAX.matcher(message).find();
  }

  /**
   * Whether what is behind the one that answered may have done its work: a front end says so when it lost it half-way, as do libraries
   * of gRPC, in whose words it cannot be told from a refusal.
   */
  private static boolean mayHideWork(UpstreamAnswer answer) {
    return answer.code() == 502 || (answer.code() == 503 && answer.status() == 200);
  }

  /** What it means that no connection was to be had. */
  static Outcome ofConnectFailure(Throwable failure) {
    if (Shortage.isWhy(failure)) {
      return Outcome.NO_ROOM;
    }
    if (failure instanceof ConnectionsInUseException) {
      return Outcome.CONNECTIONS_IN_USE;
    }
    return failure instanceof NoHttp2Exception ? Outcome.WRONG_PROTOCOL : Outcome.UNREACHABLE;
  }

  /** What it means that a call broke off while it was being sent, or later. */
  static Outcome ofBreak(Throwable failure) {
    if (Shortage.isWhy(failure)) {
      return Outcome.NO_ROOM;
    }
    if (Http2HeadSize.isWhy(failure)) {
      return Outcome.HEAD_TOO_LARGE;
    }
    // The target says that it has not looked at the request (RFC 9113, section 8.7).
    boolean refused = failure instanceof StreamResetException reset
        && reset.getCode() == Http2Error.REFUSED_STREAM.code();
    return refused ? Outcome.UNREACHABLE : Outcome.CONNECTION_LOST;
  }

  private static Classification throttled(UpstreamAnswer answer, long wallMillis) {
    String body = ErrorText.of(answer);
    if (body.contains(NOT_READY)) {
      return Classification.of(Outcome.NOT_READY);
    }
    if (answer.trailers() != null && saysTooLarge(body)) {
      return Classification.of(Outcome.REJECTED);
    }
    return new Classification(Outcome.THROTTLED, RetryHint.of(answer, body, wallMillis));
  }
}
