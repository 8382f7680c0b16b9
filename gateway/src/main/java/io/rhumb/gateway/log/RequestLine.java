package io.rhumb.gateway.log;

import io.rhumb.gateway.telemetry.ClientText;
import io.rhumb.gateway.telemetry.RequestRecord;
import io.rhumb.gateway.telemetry.TraceContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a line of a request is made of: its head is gone by the time when it is. Immutable.
 *
 * @param endMillis when it was over, since 1970
 * @param verb its HTTP method, shortened
 * @param target what it asked for, as it came, shortened; not to be shown as it is
 * @param version of HTTP
 * @param userAgent as it came, shortened; not to be shown as it is
 * @param remoteIp of the connection
 * @param trace where it stands in a trace; null if nobody said
 */
record RequestLine(
    RequestRecord record,
    long endMillis,
    String verb,
    String target,
    HttpVersion version,
    String userAgent,
    String remoteIp,
    @Nullable TraceContext trace) {

  /** Longer than any method that is registered with IANA and that somebody sends. A guess. */
  private static final int VERB = 16;

  /** Takes from the head what is needed of it. */
  static RequestLine of(
      RequestRecord record,
      HttpServerRequest request,
      @Nullable TraceContext span,
      long endMillis) {
    String ip = request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
    return new RequestLine(
        record,
        endMillis,
        verb(request.method().name()),
        ClientText.target(request.uri()),
        request.version(),
        ClientText.header(request, "user-agent", ClientText.USER_AGENT),
        ip == null ? "" : ip,
        span == null ? TraceContext.of(request.headers()) : span);
  }

  private static String verb(String method) {
    return ClientText.plain(method.length() <= VERB ? method : method.substring(0, VERB));
  }

  String path() {
    return ClientText.path(target);
  }

  String protocol() {
    return switch (version) {
      case HTTP_1_0 -> "HTTP/1.0";
      case HTTP_1_1 -> "HTTP/1.1";
      case HTTP_2 -> "HTTP/2";
    };
  }
}
