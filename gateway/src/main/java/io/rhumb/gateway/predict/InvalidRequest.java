package io.rhumb.gateway.predict;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;

/** Answers what is no request, as far as the HTTP codec is concerned, and closes the connection: where the next one begins is unknown. */
final class InvalidRequest implements Handler<HttpServerRequest> {

  @Override
  public void handle(HttpServerRequest request) {
    request
        .response()
        .putHeader(RequestId.NAME, RequestId.of(request.getHeader(RequestId.NAME)))
        .putHeader(TargetHeader.NAME, TargetHeader.NONE)
        .putHeader(AttemptsHeader.NAME, "")
        .putHeader("connection", "close");
    error(request.decoderResult().cause()).send(request);
    request.connection().close();
  }

  private static GatewayError error(Throwable cause) {
    if (cause instanceof HeadProblem problem) {
      return problem.error();
    }
    if (cause instanceof TooLongHttpLineException) {
      return GatewayError.uriTooLong("request line: too long (expected: at most "
          + PredictVerticle.REQUEST_LINE_BYTES + " bytes)");
    }
    if (cause instanceof TooManyHeadersException) {
      return GatewayError.headersTooLarge(
          "headers: too many (expected: at most " + HeadProblem.MOST_HEADERS + ")");
    }
    if (cause instanceof TooLongHttpHeaderException) {
      return GatewayError.headersTooLarge(
          "headers: too large (expected: at most " + PredictVerticle.HEADER_BYTES + " bytes)");
    }
    return GatewayError.badRequest("request: malformed (expected: a request by RFC 9112)");
  }
}
