package io.rhumb.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.http1.OnePiece;
import io.rhumb.gateway.page.PagePool;
import io.rhumb.gateway.page.PagedBodies;

/**
 * Stands between the HTTP/1.1 codec of a connection to a target and Vert.x.
 *
 * <ul>
 *   <li>Drops interim responses (RFC 9110, section 15.2), as {@link InterimResponses} does over HTTP/2. Vert.x 5.0.12 takes most for the answer; the answer itself then
 *       goes to the next request of the connection, whoever's that is.
 *   <li>Has long answers put on {@linkplain PagedBodies pages}.
 *   <li>Has small whole requests written in {@link OnePiece}, past the codec.
 *   <li>Tells when Vert.x has seen all that was read at once.
 * </ul>
 *
 * <p>One handler for all four, because a profile of 300 streams ({@code bench/RESULTS.md}) has the way from handler to handler for more than a tenth of what the gateway's
 * own code costs an event. Lives on the event loop of its connection.
 */
final class Http1Filter extends ChannelDuplexHandler {

  private final ChannelHandlerContext codec;
  private final PagedBodies bodies;
  private final Runnable allSeen;
  private boolean interim;

  private Http1Filter(ChannelHandlerContext codec, PagePool pagePool, Runnable allSeen) {
    this.codec = codec;
    this.bodies = new PagedBodies(pagePool);
    this.allSeen = allSeen;
  }

  /**
   * Adds one to a connection, over which nothing has been asked yet.
   *
   * @param vertx the context of Vert.x's handler
   * @param pagePool for long answers
   * @param allSeen runs when all is decoded, and seen by Vert.x, that was read at once
   */
  static Http1Filter addTo(ChannelHandlerContext vertx, PagePool pagePool, Runnable allSeen) {
    ChannelHandlerContext codec = vertx.pipeline().context(HttpClientCodec.class);
    Http1Filter filter = new Http1Filter(codec, pagePool, allSeen);
    vertx.pipeline().addBefore(vertx.name(), null, filter);
    return filter;
  }

  /** The answer that has just begun is held until it is whole. */
  void gather() {
    bodies.gather();
  }

  /** The answer that is being read is not held any more. */
  void letGo() {
    bodies.letGo();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (msg instanceof HttpResponse head) {
      // What could not be read is for Vert.x to give up.
      interim = head.status().codeClass() == HttpStatusClass.INFORMATIONAL
          && head.decoderResult().isSuccess();
      if (interim && head.status().code() == HttpResponseStatus.SWITCHING_PROTOCOLS.code()) {
        // Whatever follows is no HTTP.
        ctx.close().addListener(closed -> {});
      }
      bodies.begin(head);
    }
    // The head of an interim response is followed by an empty end of its own.
    if (interim) {
      ReferenceCountUtil.release(msg);
    } else if (msg instanceof HttpContent part) {
      bodies.handOn(ctx, part);
    } else {
      ctx.fireChannelRead(msg);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    ctx.fireChannelReadComplete();
    allSeen.run();
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
