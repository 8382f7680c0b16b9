package io.rhumb.gateway.upstream;

import io.netty.handler.codec.http2.Http2Exception.HeaderListSizeException;
import io.vertx.core.http.HttpClientRequest;
import java.util.Map;

/**
 * How large the head of a request is over HTTP/2, as the bound counts it that targets may set:
 * SETTINGS_MAX_HEADER_LIST_SIZE (RFC 9113, section 6.5.2).
 */
final class Http2HeadSize {

  /** What each field counts besides its name and value. */
  private static final long FIELD_BYTES = 32;

  /**
   * The most that is added to a request's own headers and path: the names of the four pseudo-headers
   * and of {@code content-length}, and their values, of which a host name with its port is the
   * longest (259), come to 484.
   */
  private static final long ADDED_BYTES = 512;

  /** No request has a larger one: clients' heads end at 32 KiB, and the gateway adds less than that. */
  static final long LARGEST = 1 << 16;

  private Http2HeadSize() {}

  /** An upper bound, 512 bytes too high at the most. The request is complete but for its body. */
  static long most(HttpClientRequest request) {
    long bytes = ADDED_BYTES + request.getURI().length();
    for (Map.Entry<String, String> field : request.headers()) {
      bytes += FIELD_BYTES + field.getKey().length() + field.getValue().length();
    }
    return bytes;
  }

  /** Whether a request failed because its head is larger than the target takes. Nothing was sent. */
  static boolean isWhy(Throwable failure) {
    return failure instanceof HeaderListSizeException head && !head.duringDecode();
  }
}
