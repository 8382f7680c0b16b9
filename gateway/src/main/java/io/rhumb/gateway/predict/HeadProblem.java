package io.rhumb.gateway.predict;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a head that could be decoded is refused all the same. */
final class HeadProblem extends Exception {

  /** Headers of one request. Each costs more to hold and to look through than its bytes say; a guess. */
  static final int MOST_HEADERS = 200;

  private static final long serialVersionUID = 1;

  private final transient GatewayError error;

  private HeadProblem(GatewayError error) {
    super(error.message(), null, false, false);
    this.error = error;
  }

  GatewayError error() {
    return error;
  }

  /** What is wrong with an HTTP/1 request; null if nothing is. */
  static @Nullable HeadProblem of(HttpRequest request) {
    HttpVersion version = request.protocolVersion();
    boolean old = version.equals(HttpVersion.HTTP_1_0);
    // Vert.x compares by identity, and an answer has the version of its request.
    request.setProtocolVersion(old ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1);
    if (!old && !version.equals(HttpVersion.HTTP_1_1)) {
      return new HeadProblem(
          GatewayError.versionNotSupported("version: unknown (expected: HTTP/1.1 or HTTP/1.0)"));
    }
    if (hasNameless(request.headers().iteratorCharSequence())) {
      return new HeadProblem(
          GatewayError.badRequest("headers: one has no name (expected: a name)"));
    }
    // RFC 9112, section 3.2.
    int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
    if (hosts > 1 || (hosts == 0 && !old)) {
      return new HeadProblem(GatewayError.badRequest("host: " + hosts + " (expected: one header)"));
    }
    return null;
  }

  /** Whether a header has an empty name, which the HTTP decoder lets pass. */
  private static boolean hasNameless(Iterator<Map.Entry<CharSequence, CharSequence>> headers) {
    while (headers.hasNext()) {
      if (headers.next().getKey().length() == 0) {
        return true;
      }
    }
    return false;
  }
}
