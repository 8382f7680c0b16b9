package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Limits;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a socket and the HTTP/1 codec, which decodes all that it is given at once, and whose messages take many times the
 * memory of their bytes. Gives it a piece at a time, and nothing while a request waits for its answer, or Vert.x wants no more: what a
 * client sends ahead stays bytes, counts as what the gateway holds, and when it is there the socket is read no further. Lives on the
 * event loop of its connection.
 *
 * <p>Whether the socket is read is up to Vert.x too, which says what it wants by the same switch of the channel: each turns on again
 * only what it has turned off itself.
 */
final class Http1Gate extends ChannelDuplexHandler {

  private final Http1Guard guard;
  private final Limits limits;
  /** Mostly nothing or one read of the socket; two where one was under way. */
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);

  /** Of what is held; absent where nothing is. */
  private @Nullable BufferShare share;

  private boolean stopped;
  private boolean giving;

  Http1Gate(Http1Guard guard, Limits limits) {
    this.guard = guard;
    this.limits = limits;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    guard.onAllAnswered(() -> giveSoon(ctx));
  }

  /** Vert.x wants more. */
  @Override
  public void read(ChannelHandlerContext ctx) {
    giveSoon(ctx);
    ctx.read();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf bytes = (ByteBuf) msg;
    if (held.isEmpty() && !guard.busy() && bytes.readableBytes() <= guard.atOnce()) {
      guard.bytesCame();
      ctx.fireChannelRead(bytes);
    } else {
      held.add(bytes);
      give(ctx);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    held.forEach(ByteBuf::release);
    held.clear();
    releaseShare();
    ctx.fireChannelInactive();
  }

  /** Whoever has a reason for it, writing an answer or taking a body again, is in the midst of something. */
  private void giveSoon(ChannelHandlerContext ctx) {
    if (!held.isEmpty() && !giving) {
      ctx.executor().execute(() -> give(ctx));
    }
  }

  private void give(ChannelHandlerContext ctx) {
    if (giving) {
      return;
    }
    giving = true;
    try {
      if (!guard.busy()) {
        goOn(ctx);
      }
      while (!held.isEmpty() && !guard.busy() && ctx.channel().config().isAutoRead()) {
        guard.bytesCame();
        ctx.fireChannelRead(nextPiece());
        // Here Vert.x sends what it has to say.
        ctx.fireChannelReadComplete();
      }
    } finally {
      giving = false;
    }
    if (held.isEmpty()) {
      releaseShare();
    } else {
      stop(ctx);
    }
  }

  private void stop(ChannelHandlerContext ctx) {
    if (ctx.channel().config().isAutoRead()) {
      stopped = true;
      ctx.channel().config().setAutoRead(false);
    }
    if (share == null) {
      share = limits.newAhead();
    }
    // All of what was allocated stays as long as a part of it.
    if (!share.cover(held.stream().mapToLong(ByteBuf::capacity).sum())) {
      ctx.close().addListener(closed -> {});
    }
  }

  private void goOn(ChannelHandlerContext ctx) {
    if (stopped) {
      stopped = false;
      ctx.channel().config().setAutoRead(true);
    }
  }

  private void releaseShare() {
    if (share != null) {
      share.release();
      share = null;
    }
  }

  private ByteBuf nextPiece() {
    ByteBuf first = held.element();
    long most = guard.atOnce();
    return first.readableBytes() <= most ? held.remove() : first.readRetainedSlice((int) most);
  }
}
