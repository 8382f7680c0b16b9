package io.rhumb.gateway.predict;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.concurrent.TimeUnit;

/**
 * Answers a request without reading what its client still sends. An HTTP/1 connection cannot be used again after that and ends with
 * the request, or after a while: closed at once, it would be reset under the client's hands, and the answer lost (RFC 9112,
 * section 9.6).
 */
final class Refusal {

  /** Time enough to notice the answer, in any network; a guess. */
  private static final long LINGER_SECONDS = 1;

  private Refusal() {}

  static void send(HttpServerRequest request, GatewayError error) {
    if (request.version() != HttpVersion.HTTP_2 && bodyToCome(request)) {
      request.response().putHeader("connection", "close");
      // Waits for the end of the request. The header alone would close nothing.
      request.connection().shutdown(LINGER_SECONDS, TimeUnit.SECONDS);
    }
    error.answer(request);
  }

  private static boolean bodyToCome(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    boolean announced =
        length == null ? request.getHeader("transfer-encoding") != null : !length.equals("0");
    return announced && !request.isEnded();
  }
}
