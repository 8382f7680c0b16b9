package io.rhumb.gateway.upstream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * Drops interim responses (RFC 9110, section 15.2) of HTTP/2, for which nobody here has asked. Vert.x 5.0.12 knows 100 and 103, and takes any other for the
 * answer. Those of HTTP/1.1 are dropped by {@link Http1Filter}.
 */
final class InterimResponses {

  private InterimResponses() {}

  /** Drops those of a connection, over which nothing has been asked yet. */
  static void drop(Http2ConnectionHandler handler) {
    Http2ConnectionDecoder decoder = handler.decoder();
    decoder.frameListener(new FinalHeaders(decoder.frameListener()));
  }

  /** Passes on all frames but interim HEADERS. */
  private static final class FinalHeaders extends Http2FrameListenerDecorator {

    FinalHeaders(Http2FrameListener vertx) {
      super(vertx);
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int streamId,
        Http2Headers headers,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      if (!interim(headers)) {
        super.onHeadersRead(ctx, streamId, headers, padding, endOfStream);
      }
    }

    @Override
    public void onHeadersRead(
        ChannelHandlerContext ctx,
        int streamId,
        Http2Headers headers,
        int streamDependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean endOfStream)
        throws Http2Exception {
      if (!interim(headers)) {
        super.onHeadersRead(
            ctx, streamId, headers, streamDependency, weight, exclusive, padding, endOfStream);
      }
    }

    private static boolean interim(Http2Headers headers) {
      return HttpStatusClass.valueOf(headers.status()) == HttpStatusClass.INFORMATIONAL;
    }
  }
}
