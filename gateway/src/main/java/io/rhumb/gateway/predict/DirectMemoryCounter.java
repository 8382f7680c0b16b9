package io.rhumb.gateway.predict;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.Shortage;

/**
 * Counts connections that end because there was no direct memory to read them into, which Netty closes. Stays in front for as long as the connection
 * lives, unlike the {@link ConnectionGuard}. Thread-safe.
 */
@Sharable
final class DirectMemoryCounter extends ChannelInboundHandlerAdapter {

  private final Limits limits;

  DirectMemoryCounter(Limits limits) {
    this.limits = limits;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (Shortage.isWhy(cause)) {
      limits.refuseForDirectMemory();
    }
    ctx.fireExceptionCaught(cause);
  }
}
