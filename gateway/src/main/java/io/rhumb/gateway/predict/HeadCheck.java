package io.rhumb.gateway.predict;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** What the head of every prediction must be like, whatever the model. */
final class HeadCheck {

  private HeadCheck() {}

  /** Refuses all but POST, and codings of the transfer that would be lost on the way. */
  static void check(HttpServerRequest request) throws RefusedException {
    if (!HttpMethod.POST.equals(request.method())) {
      request.response().putHeader("allow", "POST");
      throw new RefusedException(GatewayError.methodNotAllowed(request.method().name(), "POST"));
    }
    String coding = request.getHeader("transfer-encoding");
    if (coding != null && !coding.equalsIgnoreCase("chunked")) {
      // The chunks are taken apart here: a coding below them would be lost on the way.
      throw new RefusedException(
          GatewayError.notImplemented("transfer-encoding: " + coding + " (expected: chunked)"));
    }
  }

  /** Refuses a body that is encoded, and so cannot be looked into. */
  static void checkReadable(HttpServerRequest request) throws RefusedException {
    String coding = request.getHeader("content-encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      // RFC 9110, section 15.5.16: this header tells what would do.
      request.response().putHeader("accept-encoding", "identity");
      throw new RefusedException(GatewayError.unsupportedMediaType(
          "content-encoding: not for this path (expected: none, since the body is looked into)"));
    }
  }
}
