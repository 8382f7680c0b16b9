package io.rhumb.gateway.predict;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Answers a request without reading what its client still sends. An HTTP/1 connection cannot be used again after that and ends with
 * the request, or after a while: closed at once, it would be reset under the client's hands, and the answer lost (RFC 9112,
 * section 9.6). Over HTTP/2 a client that goes on is told at last to stop (RFC 9113, section 8.1): else it could send for as long as it
 * likes.
 */
final class Refusal {

  /** Time enough to notice the answer, in any network; a guess. */
  private static final long LINGER_SECONDS = 1;

  /**
   * As long as a body may take by default. At once would be too soon: Java's own client (tried with 17) takes no notice of a reset behind an
   * answer, and would wait for ever to get its body out.
   */
  private static final Duration MOST_UPLOAD = Duration.ofSeconds(60);

  /** HTTP/2's NO_ERROR (RFC 9113, section 7). */
  private static final long NO_ERROR = 0;

  private Refusal() {}

  static void send(HttpServerRequest request, GatewayError error) {
    send(request, error, MOST_UPLOAD);
  }

  /**
   * As the other.
   *
   * @param mostUpload how long a client of HTTP/2 may go on
   */
  static void send(HttpServerRequest request, GatewayError error, Duration mostUpload) {
    if (request.version() == HttpVersion.HTTP_2) {
      stopUpload(request, mostUpload);
    } else if (bodyToCome(request)) {
      request.response().putHeader("connection", "close");
      // Waits for the end of the request. The header alone would close nothing.
      request.connection().shutdown(LINGER_SECONDS, TimeUnit.SECONDS);
    }
    error.answer(request);
  }

  private static void stopUpload(HttpServerRequest request, Duration after) {
    Context context = Vertx.currentContext();
    if (context == null || request.isEnded()) {
      return;
    }
    long timer =
        context.owner().setTimer(after.toMillis(), id -> request.response().reset(NO_ERROR));
    request.response().closeHandler(over -> context.owner().cancelTimer(timer));
  }

  private static boolean bodyToCome(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    boolean announced =
        length == null ? request.getHeader("transfer-encoding") != null : !length.equals("0");
    return announced && !request.isEnded();
  }
}
