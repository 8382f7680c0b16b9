package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;

/**
 * Stands between a socket and the HTTP/1 codec, which decodes all that it is given at once, and whose messages take many times the
 * memory of their bytes: gives it a piece at a time, and keeps the rest as bytes while Vert.x does not want to read, because a
 * request waits for its turn or answers are not taken. Lives on the event loop of its connection.
 *
 * <p>So a client that sends thousands of requests ahead holds what one read of the socket brought and the heads of one piece, and is not
 * read on.
 */
final class Http1Gate extends ChannelDuplexHandler {

  private final Http1Guard guard;
  // One read of the socket, or two: one that was under way.
  private final ArrayDeque<ByteBuf> held = new ArrayDeque<>(2);
  private boolean giving;
  private boolean wanted;

  Http1Gate(Http1Guard guard) {
    this.guard = guard;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    ByteBuf bytes = (ByteBuf) msg;
    if (held.isEmpty() && bytes.readableBytes() <= guard.atOnce()) {
      guard.bytesCame();
      ctx.fireChannelRead(bytes);
    } else {
      held.add(bytes);
      give(ctx);
    }
  }

  /** Vert.x wants to read: first comes what is here already. */
  @Override
  public void read(ChannelHandlerContext ctx) {
    if (held.isEmpty()) {
      ctx.read();
      return;
    }
    wanted = true;
    give(ctx);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    held.forEach(ByteBuf::release);
    held.clear();
    ctx.fireChannelInactive();
  }

  private void give(ChannelHandlerContext ctx) {
    if (giving) {
      return;
    }
    giving = true;
    try {
      while (!held.isEmpty() && ctx.channel().config().isAutoRead()) {
        guard.bytesCame();
        ctx.fireChannelRead(nextPiece());
        // Here Vert.x flushes, and says whether it wants more.
        ctx.fireChannelReadComplete();
      }
    } finally {
      giving = false;
    }
    if (wanted && held.isEmpty()) {
      wanted = false;
      ctx.read();
    }
  }

  private ByteBuf nextPiece() {
    ByteBuf first = held.element();
    long most = guard.atOnce();
    return first.readableBytes() <= most ? held.remove() : first.readRetainedSlice((int) most);
  }
}
