package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rhumb.gateway.limit.Limits;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xOrH2CHandler;
import org.jspecify.annotations.Nullable;

/**
 * First in line of a new connection: gives its client a bounded time until the head of the first request is whole, or until it has
 * said that it speaks HTTP/2, and puts a {@link BoundedHeadDecoder} and an {@link Http1Guard} in place if it speaks HTTP/1.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

  private final Limits limits;
  private final HttpServerOptions options;
  private final HeadTimer headTimer = new HeadTimer();
  private @Nullable Http1Guard http1;
  private boolean http2;

  ConnectionGuard(Limits limits, HttpServerOptions options) {
    this.limits = limits;
    this.options = options;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    headTimer.start(
        ctx, limits.bounds().headTimeout().toMillis(), () -> ctx.close().addListener(closed -> {}));
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (http1 == null && !http2) {
      findProtocol(ctx, (ByteBuf) msg);
    } else {
      if (http1 != null) {
        http1.bytesCame();
      }
      ctx.fireChannelRead(msg);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    headTimer.stop();
    ctx.fireChannelInactive();
  }

  /**
   * Vert.x tells the protocols apart by their first bytes, and decodes all that it was given at once. The guard has to be in place
   * before, so it is given one byte at a time until it knows: two or three.
   */
  private void findProtocol(ChannelHandlerContext ctx, ByteBuf bytes) {
    while (bytes.isReadable() && http1 == null && !http2) {
      ctx.fireChannelRead(bytes.readRetainedSlice(1));
      look(ctx);
    }
    if (bytes.isReadable()) {
      channelRead(ctx, bytes);
    } else {
      bytes.release();
    }
  }

  private void look(ChannelHandlerContext ctx) {
    if (ctx.pipeline().get("httpEncoder") != null) {
      http1 = new Http1Guard(limits, headTimer);
      headTimer.stop();
      ctx.pipeline().addAfter("httpEncoder", "guard", http1);
      // Hands on the few bytes that it has not decoded yet.
      ctx.pipeline().replace("httpDecoder", "httpDecoder", new BoundedHeadDecoder(options));
      Remainders.keepSmall(ctx.pipeline());
    } else if (ctx.pipeline().get(Http1xOrH2CHandler.class) == null) {
      http2 = true;
      Remainders.keepSmall(ctx.pipeline());
      headTimer.stop();
    }
  }
}
