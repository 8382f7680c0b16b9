package io.rhumb.gateway.predict;

import io.rhumb.engine.DispatchFailure;
import io.rhumb.engine.Outcome;
import io.vertx.core.http.HttpServerResponse;

/**
 * What a client is told when no target answered. Three consecutive 502, 503 or 504 make the global load balancer eject a gateway's
 * whole region, so a lack of quota stays a 429.
 */
final class FailureAnswer {

  private FailureAnswer() {}

  static GatewayError of(DispatchFailure failure, String model) {
    return switch (failure.reason()) {
      case THROTTLED ->
        GatewayError.throttled(
            "model " + model + ": every target is out of quota or capacity for now");
      case DEADLINE_EXCEEDED ->
        GatewayError.deadlineExceeded("model " + model + ": no target answered in time");
      case TOO_LARGE ->
        GatewayError.badGateway(
            "model " + model + ": the answer is larger than the gateway may hold");
      case OVERLOADED -> GatewayError.overloaded("another call or answer of model " + model);
      case WRONG_PROTOCOL ->
        GatewayError.failedPrecondition(
            "model " + model + ": every target speaks HTTP/1.1 (expected: HTTP/2, for gRPC)");
      case HEAD_TOO_LARGE ->
        GatewayError.headersTooLarge(
            "model " + model + ": the head of the request is larger than any target takes");
      case UNAVAILABLE ->
        GatewayError.unavailable("model " + model + ": no target can answer for now");
    };
  }

  /** What is said behind the part of a stream that the client has already. */
  static GatewayError ofBrokenStream(Outcome outcome, String model) {
    return outcome == Outcome.STREAM_STALLED
        ? GatewayError.deadlineExceeded("model " + model + ": nothing more came of the answer")
        : GatewayError.unavailable("model " + model + ": the answer broke off");
  }

  /** Says that trying again may help soon: a gateway that is full for now is not for long. */
  static void addRetryAfterOverload(HttpServerResponse response) {
    response.putHeader("retry-after", "1");
  }

  /**
   * Says when trying again may help. Not at once, since every target has been asked: SDKs that repeat what failed would multiply the
   * attempts. OpenAI's look at {@code x-should-retry} before they do.
   */
  static void addRetryAfter(DispatchFailure failure, HttpServerResponse response) {
    if (failure.reason() == DispatchFailure.Reason.OVERLOADED) {
      addRetryAfterOverload(response);
    }
    boolean helps = failure.reason() == DispatchFailure.Reason.THROTTLED
        || failure.reason() == DispatchFailure.Reason.UNAVAILABLE;
    if (helps) {
      long seconds = Math.max(1, (failure.retryAfterNanos() + 999_999_999L) / 1_000_000_000L);
      response
          .putHeader("retry-after", Long.toString(seconds))
          .putHeader("x-should-retry", "false");
    }
  }
}
