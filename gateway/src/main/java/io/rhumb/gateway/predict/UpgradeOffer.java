package io.rhumb.gateway.predict;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Settings;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The offer of a client, with a request over HTTP/1.1, to go on in HTTP/2 (RFC 7540, section 3.2). A server may always pass over it
 * and answer as if it had not been made (RFC 9110, section 7.8).
 */
final class UpgradeOffer {

  /** An identifier of 16 bits and a value of 32 (RFC 9113, section 6.5.1). */
  private static final int SETTING_BYTES = 6;

  private UpgradeOffer() {}

  /**
   * Whether Vert.x can be trusted to take up the offer of a request: with a body, it would read that without a bound; what is
   * broken it refuses, and leaks what comes then.
   */
  static boolean sound(HttpRequest request) {
    HttpHeaders headers = request.headers();
    List<String> settings = headers.getAll(Http2CodecUtil.HTTP_UPGRADE_SETTINGS_HEADER);
    return headers.contains(
            HttpHeaderNames.UPGRADE, Http2CodecUtil.HTTP_UPGRADE_PROTOCOL_NAME, true)
        && request.protocolVersion().equals(HttpVersion.HTTP_1_1)
        && !headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
        && headers.getAll(HttpHeaderNames.CONTENT_LENGTH).stream().allMatch("0"::equals)
        && named(headers.getAll(HttpHeaderNames.CONNECTION))
        && settings.size() == 1
        && decode(settings.get(0)).isPresent();
  }

  /** Vert.x looks at the first of these headers only. */
  private static boolean named(List<String> connection) {
    if (connection.isEmpty()) {
      return false;
    }
    List<String> names = List.of(connection.get(0).toLowerCase(Locale.ROOT).split("[ ,]+", -1));
    return names.contains("upgrade") && names.contains("http2-settings");
  }

  private static Optional<Http2Settings> decode(String encoded) {
    try {
      Buffer settings = Buffer.buffer(Base64.getUrlDecoder().decode(encoded));
      Http2Settings decoded = new Http2Settings();
      for (int at = 0; at < settings.length(); at += SETTING_BYTES) {
        decoded.put((char) settings.getUnsignedShort(at), (Long) settings.getUnsignedInt(at + 2));
      }
      return Optional.of(decoded);
    } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
      return Optional.empty();
    }
  }
}
