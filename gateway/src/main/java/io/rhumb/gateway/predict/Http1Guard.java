package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.http1.OnePiece;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.Shortage;
import io.rhumb.gateway.page.PagePool;
import io.rhumb.gateway.page.PagedBodies;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the HTTP/1 codec of a connection and Vert.x: bounds the time that each head takes, refuses heads that mean
 * different things to different readers, has long bodies put on {@linkplain PagedBodies pages}, and whole answers, and pieces of streams, written in
 * {@link OnePiece}. Lives on the event loop of its connection.
 */
final class Http1Guard extends ChannelDuplexHandler {

  /** Bytes that are decoded at once, unless they are of one body: some two hundred of the shortest heads. A guess. */
  private static final int PIECE = 4096;

  private final Limits limits;
  private final PagedBodies bodies;
  private final HeadTimer headTimer;
  private Runnable onAllAnswered = () -> {};
  private boolean bytesCame;
  private boolean somethingDecoded;
  private boolean closing;
  private boolean first = true;
  private boolean upgrading;
  private boolean upgraded;
  /** Whether the last request whose head came wants no body. */
  private boolean asksForHead;
  /** Whether the answer that is being written is one of chunks. */
  private boolean chunked;
  /** Hears of each write. */
  private ChannelFutureListener ended = write -> {};

  /** The codec's, which what is in one piece passes by. */
  private @Nullable ChannelHandlerContext encoder;
  /** Requests whose answer Vert.x has not written. */
  private int waiting;
  /** Of the request that is being read; absent between requests. */
  private @Nullable HttpRequest head;

  private long bodyRead;

  Http1Guard(Limits limits, PagePool pagePool, HeadTimer headTimer) {
    this.limits = limits;
    this.bodies = new PagedBodies(pagePool);
    this.headTimer = headTimer;
  }

  /** Bytes are about to be decoded. */
  void bytesCame() {
    bytesCame = true;
  }

  /** The request whose head has come is held until it is whole. */
  void gather() {
    bodies.gather();
  }

  /** Nobody holds the request that is being read any more. */
  void letGo() {
    bodies.letGo();
  }

  /** Runs whenever the last whole request is answered. */
  void onAllAnswered(Runnable task) {
    onAllAnswered = task;
  }

  /** Whether a whole request waits for its answer: what comes now was sent ahead. */
  boolean busy() {
    return waiting > 0 && head == null && !upgraded;
  }

  /** How many bytes may be decoded at once. */
  long atOnce() {
    if (upgraded) {
      return Long.MAX_VALUE;
    }
    return head == null || head.decoderResult().isFailure()
        ? PIECE
        : Math.max(PIECE, HttpUtil.getContentLength(head, 0L) - bodyRead);
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    encoder = ctx.pipeline().context("httpEncoder");
    ended = write -> closeUnlessWritten(ctx, write);
    startHeadTimer(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    somethingDecoded = true;
    if (msg instanceof HttpRequest request) {
      headTimer.stop();
      waiting++;
      head = request;
      asksForHead = request.method().equals(HttpMethod.HEAD);
      bodyRead = 0;
      check(request);
      bodies.begin(request);
      first = false;
    }
    if (msg instanceof HttpContent content) {
      bodyRead += content.content().readableBytes();
    }
    if (msg instanceof LastHttpContent) {
      head = null;
    }
    if (closing) {
      ReferenceCountUtil.release(msg);
    } else if (msg instanceof HttpContent content) {
      bodies.handOn(ctx, content);
    } else {
      ctx.fireChannelRead(msg);
    }
    if (upgrading && msg instanceof LastHttpContent) {
      // From here on it is HTTP/2, which Vert.x guards itself.
      upgraded = true;
      ctx.pipeline().remove(this);
    }
  }

  /** Bytes that came, and from which nothing could be decoded, are the beginning of a head. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (head == null && bytesCame && !somethingDecoded) {
      startHeadTimer(ctx);
    }
    bytesCame = false;
    somethingDecoded = false;
    ctx.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    encode(ctx, msg, promise.unvoid().addListener(ended));
    // Of a stream, most are neither.
    if (msg instanceof LastHttpContent && !isInterim(msg)) {
      waiting--;
      if (waiting == 0) {
        onAllAnswered.run();
      }
    }
  }

  private void encode(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    ChannelFuture unused;
    if (encoder == null || !canBeOnePiece(msg)) {
      unused = ctx.write(msg, promise);
      return;
    }
    ByteBuf bytes;
    try {
      bytes = msg instanceof FullHttpResponse whole
          ? OnePiece.of(ctx.alloc(), whole)
          : OnePiece.ofChunk(ctx.alloc(), (HttpContent) msg);
    } catch (RuntimeException | Error notEncoded) {
      promise.tryFailure(notEncoded);
      return;
    }
    unused = encoder.write(bytes, promise);
  }

  private boolean canBeOnePiece(Object msg) {
    if (msg instanceof FullHttpResponse whole) {
      return knowsMethod() && OnePiece.fits(whole);
    }
    if (msg instanceof HttpResponse answer) {
      // Its head is for the encoder, which has its end to write, too.
      chunked = OnePiece.chunksFit(answer);
      return false;
    }
    return chunked
        && msg instanceof HttpContent piece
        && !(msg instanceof LastHttpContent)
        && knowsMethod()
        && OnePiece.fitsChunk(piece);
  }

  /**
   * Whether the answer is one to anything but HEAD. Where more than one request has come already, the last one's method need not be that of the
   * one that is answered.
   */
  private boolean knowsMethod() {
    return waiting == 1 && !asksForHead;
  }

  /**
   * Closes the connection of an answer that could not be written, or a piece of it: Netty would go on with the next, and the client would take that for it.
   * What is written and not sent yet is dropped.
   *
   * <p>Vert.x learns of it as it learns of a client's end. Its own way to close begins with a write, which is made at once in its strict thread
   * mode; the encoder may be in the midst of its pieces, would write them once more and release them twice.
   */
  private void closeUnlessWritten(ChannelHandlerContext ctx, ChannelFuture write) {
    if (!write.isSuccess()) {
      if (Shortage.isWhy(write.cause())) {
        limits.refuseForDirectMemory();
      }
      ctx.close().addListener(closed -> {});
    }
  }

  private static boolean isInterim(Object msg) {
    return msg instanceof HttpResponse response && response.status().code() < 200;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    headTimer.stop();
    ctx.fireChannelInactive();
  }

  private void check(HttpRequest request) {
    if (request.decoderResult().isSuccess()) {
      HeadProblem problem = HeadProblem.of(request);
      if (problem != null) {
        request.setDecoderResult(DecoderResult.failure(problem));
      }
    }
    upgrading = first && request.decoderResult().isSuccess() && UpgradeOffer.sound(request);
    if (!upgrading) {
      request.headers().remove(HttpHeaderNames.UPGRADE);
    }
  }

  private void startHeadTimer(ChannelHandlerContext ctx) {
    headTimer.start(ctx, limits.bounds().headTimeout().toMillis(), () -> headTooSlow(ctx));
  }

  private void headTooSlow(ChannelHandlerContext ctx) {
    if (waiting > 0) {
      // The answers to the requests before it come first.
      startHeadTimer(ctx);
      return;
    }
    closing = true;
    ctx.writeAndFlush(GatewayError.tooSlow("head of the request").toFullResponse())
        .addListener(ChannelFutureListener.CLOSE);
  }
}
