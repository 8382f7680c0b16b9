package io.rhumb.gateway.predict;

import io.netty.handler.codec.http.HttpMessage;
import io.netty.util.AsciiString;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;

/**
 * Decodes requests of HTTP/1, and refuses the first header that is one too many as it comes. A header of five bytes takes up thirty times
 * as much once it is decoded, and a head that is never finished is never seen by anybody else: Netty bounds its bytes only.
 */
final class BoundedHeadDecoder extends VertxHttpRequestDecoder {

  private int headers;

  BoundedHeadDecoder(HttpServerOptions options) {
    super(options);
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    headers = 0;
    return super.createMessage(initialLine);
  }

  /** Is given the name of each header, and of each trailer after them. */
  @Override
  protected AsciiString splitHeaderName(byte[] bytes, int start, int length) {
    headers++;
    if (headers > HeadProblem.MOST_HEADERS) {
      throw new TooManyHeadersException();
    }
    return super.splitHeaderName(bytes, start, length);
  }
}
