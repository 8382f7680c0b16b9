package io.rhumb.gateway.page;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.rhumb.gateway.http1.OnePiece;
import org.jspecify.annotations.Nullable;

/**
 * Puts the long bodies that come over one connection of HTTP/1.1 on pages, ahead of Vert.x, which would copy them to the heap: there the collector copies
 * once more what outlives a collection, as bodies do that wait for an answer. A profile of bodies of 1 MiB ({@code bench/RESULTS.md}) has that for a third
 * of all they cost. Lives on the event loop of the connection.
 */
public final class PagedBodies {

  /**
   * A body of no more has no page, nor has one that does not tell its length before so many of its bytes are there. It is what is copied at once when it is
   * written ({@link OnePiece}).
   */
  public static final int SHORT_BYTES = OnePiece.MOST_BODY_BYTES;

  private final PagePool pool;
  /** Of a message that is not over. */
  private @Nullable HttpMessage head;

  private boolean gathered;
  private boolean isLong;
  private long came;
  private @Nullable Page page;

  /** Of a connection over which nothing has come. */
  public PagedBodies(PagePool pool) {
    this.pool = pool;
  }

  /** A message begins, which is handed on as it is unless it is {@linkplain #gather gathered}. */
  public void begin(HttpMessage begun) {
    head = begun;
    gathered = false;
    isLong = false;
    came = 0;
    page = null;
  }

  /** The message that has begun is held by somebody until it is whole. */
  public void gather() {
    gathered = true;
  }

  /** Nobody holds the message any more, and its pages may be recycled: what still comes of it is handed on as it comes. */
  public void letGo() {
    gathered = false;
    page = null;
  }

  /** Hands a part of the message on: as several, where it belongs on several pages. */
  public void handOn(ChannelHandlerContext ctx, HttpContent part) {
    boolean last = part instanceof LastHttpContent;
    if (head != null && gathered && belongsOnPages(part, head, last)) {
      place(ctx, part);
    } else {
      ctx.fireChannelRead(part);
    }
    if (last) {
      head = null;
      page = null;
    }
  }

  private boolean belongsOnPages(HttpContent part, HttpMessage of, boolean last) {
    // Most messages are over with their first part, and their heads need not be asked.
    isLong = isLong || came >= SHORT_BYTES || (came == 0 && !last && saysThatItIsLong(of));
    came += part.content().readableBytes();
    return isLong;
  }

  private static boolean saysThatItIsLong(HttpMessage of) {
    return of.decoderResult().isSuccess() && HttpUtil.getContentLength(of, 0L) > SHORT_BYTES;
  }

  /**
   * The last piece takes the place of the part: it may be the end of the message. What is on no page is handed on as it came, and so is the rest of a message
   * that is {@linkplain #letGo let go} with one of its pieces.
   */
  private void place(ChannelHandlerContext ctx, HttpContent part) {
    ByteBuf bytes = part.content();
    while (bytes.isReadable()) {
      Page to = gathered ? pageWithRoom() : null;
      if (to == null) {
        break;
      }
      ByteBuf piece = to.append(bytes);
      if (!bytes.isReadable()) {
        HttpContent rest = part.replace(piece);
        part.release();
        ctx.fireChannelRead(rest);
        return;
      }
      ctx.fireChannelRead(new DefaultHttpContent(piece));
    }
    ctx.fireChannelRead(part);
  }

  private @Nullable Page pageWithRoom() {
    if (page == null || page.isFull()) {
      page = pool.take();
    }
    return page;
  }
}
