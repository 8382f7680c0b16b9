package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.limit.Limits;
import java.util.ArrayDeque;

/**
 * Stands between a socket and the HTTP/1 codec, which decodes all that it is given at once, and whose messages take many times the
 * memory of their bytes. Gives it a piece at a time, and nothing while a request waits for its answer: what a client sends ahead
 * stays bytes, counts as what the gateway holds, and when it is there the socket is read no further. Lives on the event loop of its connection.
 */
final class Http1Gate extends ChannelInboundHandlerAdapter {

  private final Http1Guard guard;
  private final Limits limits;
  /** Mostly nothing or one read of the socket; two where one was under way. */
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);

  private BufferShare share;
  private boolean stopped;
  private boolean giving;

  Http1Gate(Http1Guard guard, Limits limits) {
    this.guard = guard;
    this.limits = limits;
    this.share = limits.newAhead();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    guard.onAllAnswered(() -> {
      // Whoever writes an answer is in the midst of something.
      if (!held.isEmpty() && !giving) {
        ctx.executor().execute(() -> give(ctx));
      }
    });
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
    share.release();
    ctx.fireChannelInactive();
  }

  private void give(ChannelHandlerContext ctx) {
    if (giving) {
      return;
    }
    giving = true;
    try {
      while (!held.isEmpty() && !guard.busy()) {
        guard.bytesCame();
        ctx.fireChannelRead(nextPiece());
        // Here Vert.x sends what it has to say.
        ctx.fireChannelReadComplete();
      }
    } finally {
      giving = false;
    }
    if (!held.isEmpty()) {
      stop(ctx);
    } else if (stopped) {
      goOn(ctx);
    }
  }

  private void stop(ChannelHandlerContext ctx) {
    stopped = true;
    ctx.channel().config().setAutoRead(false);
    // All of what was allocated stays as long as a part of it.
    if (!share.cover(held.stream().mapToLong(ByteBuf::capacity).sum())) {
      ctx.close().addListener(closed -> {});
    }
  }

  /** Vert.x sets this too while requests wait for their turn. None does, where none waits for its answer. */
  private void goOn(ChannelHandlerContext ctx) {
    stopped = false;
    share.release();
    share = limits.newAhead();
    ctx.channel().config().setAutoRead(true);
  }

  private ByteBuf nextPiece() {
    ByteBuf first = held.element();
    long most = guard.atOnce();
    return first.readableBytes() <= most ? held.remove() : first.readRetainedSlice((int) most);
  }
}
