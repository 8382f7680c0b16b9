package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.Http1xOrH2CHandler;

/**
 * In front of all that decodes what a new connection brings: gives its client a bounded time until the head of the first request is whole, or until it has
 * said that it speaks HTTP/2. If it speaks HTTP/1, leaves an {@link Http1Gate}, a {@link BoundedHeadDecoder} and an {@link Http1Guard}.
 */
final class ConnectionGuard extends ChannelInboundHandlerAdapter {

  private final Limits limits;
  private final PagePool pagePool;
  private final HttpServerOptions options;
  private final HeadTimer headTimer = new HeadTimer();
  private boolean known;

  ConnectionGuard(Limits limits, PagePool pagePool, HttpServerOptions options) {
    this.limits = limits;
    this.pagePool = pagePool;
    this.options = options;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    headTimer.start(
        ctx, limits.bounds().headTimeout().toMillis(), () -> ctx.close().addListener(closed -> {}));
  }

  /**
   * Vert.x tells the protocols apart by their first bytes, and decodes all that it was given at once. The guard has to be in place
   * before, so it is given one byte at a time until it knows: two or three.
   */
  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf bytes = (ByteBuf) msg;
    while (bytes.isReadable() && !known) {
      ctx.fireChannelRead(bytes.readRetainedSlice(1));
      look(ctx);
    }
    if (bytes.isReadable()) {
      ctx.fireChannelRead(bytes);
    } else {
      bytes.release();
    }
    if (known) {
      removeWhatNobodyNeeds(ctx.pipeline());
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    headTimer.stop();
    ctx.fireChannelInactive();
  }

  private void removeWhatNobodyNeeds(ChannelPipeline pipeline) {
    pipeline.remove(this);
    // Vert.x adds it where the transport cannot send files: over io_uring. It would queue each
    // write a second time.
    if (pipeline.get(ChunkedWriteHandler.class) != null) {
      pipeline.remove(ChunkedWriteHandler.class);
    }
  }

  private void look(ChannelHandlerContext ctx) {
    if (ctx.pipeline().get("httpEncoder") != null) {
      headTimer.stop();
      Http1Guard http1 = new Http1Guard(limits, pagePool, headTimer);
      ctx.pipeline().addAfter("httpEncoder", "guard", http1);
      ctx.pipeline().addAfter(ctx.name(), "gate", new Http1Gate(http1, limits));
      // Hands on the few bytes that it has not decoded yet.
      ctx.pipeline().replace("httpDecoder", "httpDecoder", new BoundedHeadDecoder(options));
      Remainders.keepSmall(ctx.pipeline());
      known = true;
    } else if (ctx.pipeline().get(Http1xOrH2CHandler.class) == null) {
      Remainders.keepSmall(ctx.pipeline());
      headTimer.stop();
      known = true;
    }
  }
}
