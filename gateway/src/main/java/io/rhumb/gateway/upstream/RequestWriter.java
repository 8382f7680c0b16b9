package io.rhumb.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.rhumb.gateway.http1.OnePiece;

/** Has small whole requests of a connection of HTTP/1.1 written in {@link OnePiece}, past the codec. Lives on the event loop of its connection. */
final class RequestWriter extends ChannelOutboundHandlerAdapter {

  private final ChannelHandlerContext codec;

  private RequestWriter(ChannelHandlerContext codec) {
    this.codec = codec;
  }

  /**
   * Adds one to a connection, over which nothing has been asked yet.
   *
   * @param vertx the context of Vert.x's handler
   */
  static void addTo(ChannelHandlerContext vertx) {
    ChannelHandlerContext codec = vertx.pipeline().context(HttpClientCodec.class);
    vertx.pipeline().addBefore(vertx.name(), null, new RequestWriter(codec));
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    // The codec takes note of methods for the sake of answers to HEAD and CONNECT, which nobody
    // sends.
    ChannelFuture unused;
    if (msg instanceof FullHttpRequest whole && OnePiece.fits(whole)) {
      ByteBuf bytes;
      try {
        bytes = OnePiece.of(ctx.alloc(), whole);
      } catch (RuntimeException | Error notEncoded) {
        promise.tryFailure(notEncoded);
        return;
      }
      unused = codec.write(bytes, promise);
    } else {
      unused = ctx.write(msg, promise);
    }
  }
}
