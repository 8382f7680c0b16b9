package io.rhumb.gateway.predict;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What a head must be like, whatever the model. */
final class HeadCheck {

  private static final String PROTOCOL = ":protocol";

  private HeadCheck() {}

  /**
   * Refuses the one pseudo-header that the HTTP/2 codec lets pass though no request here may have it: it belongs to a CONNECT by RFC
   * 8441, which nobody offered, and makes any other request malformed (RFC 9113, section 8.3). It could not be passed on either.
   */
  static void checkPseudoHeaders(HttpServerRequest request) throws RefusedException {
    if (request.version() == HttpVersion.HTTP_2 && request.headers().contains(PROTOCOL)) {
      throw new RefusedException(GatewayError.badRequest(
          PROTOCOL + ": not offered (expected: :method, :scheme, :authority and :path alone)"));
    }
  }

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
