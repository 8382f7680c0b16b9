package io.rhumb.gateway.predict;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.limit.Limits;

/**
 * Stands between the HTTP/1 codec of a connection and Vert.x: bounds the time that each head takes and how many requests wait for
 * their answer and what they hold, and refuses heads that mean different things to different readers. Lives on the event loop of its connection.
 */
final class Http1Guard extends ChannelDuplexHandler {

  /**
   * Requests of one connection whose answer is not out. Each holds its decoded head meanwhile, many times what it took on the wire,
   * and then its answer. A guess; clients that send requests ahead at all send a few.
   */
  static final int MOST_WAITING = 100;

  private final Limits limits;
  private final HeadTimer headTimer;
  private final WaitingRequests waiting;
  private boolean betweenRequests = true;
  private boolean bytesCame;
  private boolean somethingDecoded;
  private boolean closing;
  private boolean first = true;
  private boolean upgrading;

  Http1Guard(Limits limits, HeadTimer headTimer) {
    this.limits = limits;
    this.headTimer = headTimer;
    this.waiting = new WaitingRequests(limits);
  }

  /** Bytes are about to be decoded. */
  void bytesCame() {
    bytesCame = true;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    startHeadTimer(ctx);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) throws Exception {
    somethingDecoded = true;
    if (msg instanceof HttpRequest request) {
      headTimer.stop();
      betweenRequests = false;
      check(request);
      first = false;
      makeRoom(ctx, closing || waiting.add(request));
    }
    if (msg instanceof LastHttpContent) {
      betweenRequests = true;
    }
    Object passed =
        waiting.lastWaits() && msg instanceof HttpContent content ? setAside(ctx, content) : msg;
    if (closing) {
      ReferenceCountUtil.release(passed);
    } else {
      ctx.fireChannelRead(passed);
    }
    if (upgrading && msg instanceof LastHttpContent) {
      // From here on it is HTTP/2, which Vert.x guards itself.
      ctx.pipeline().remove(this);
    }
  }

  /** Bytes that came, and from which nothing could be decoded, are the beginning of a head. */
  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (betweenRequests && bytesCame && !somethingDecoded) {
      startHeadTimer(ctx);
    }
    bytesCame = false;
    somethingDecoded = false;
    ctx.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise)
      throws Exception {
    boolean interim = msg instanceof HttpResponse response && response.status().code() < 200;
    if (msg instanceof LastHttpContent && !interim) {
      ctx.write(msg, promise.unvoid()).addListener(out -> waiting.answered());
    } else {
      super.write(ctx, msg, promise);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    headTimer.stop();
    waiting.clear();
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

  private void makeRoom(ChannelHandlerContext ctx, boolean fits) throws Exception {
    if (waiting.count() > MOST_WAITING) {
      // Vert.x puts off sending until all that was read is handled.
      ctx.flush();
    }
    if (!fits || waiting.count() > MOST_WAITING) {
      endEarly(ctx);
    }
  }

  /** What is kept is a copy: as it came, a few bytes hold on to all that was read with them. */
  private HttpContent setAside(ChannelHandlerContext ctx, HttpContent content) throws Exception {
    int length = content.content().readableBytes();
    if (length == 0) {
      return content;
    }
    if (closing || !waiting.addContent(length)) {
      endEarly(ctx);
      return content;
    }
    HttpContent copy = content.replace(Unpooled.copiedBuffer(content.content()));
    content.release();
    return copy;
  }

  private void endEarly(ChannelHandlerContext ctx) throws Exception {
    if (!closing) {
      closing = true;
      super.close(ctx, ctx.newPromise());
    }
  }

  private void startHeadTimer(ChannelHandlerContext ctx) {
    headTimer.start(ctx, limits.bounds().headTimeout().toMillis(), () -> headTooSlow(ctx));
  }

  private void headTooSlow(ChannelHandlerContext ctx) {
    if (waiting.count() > 0) {
      // The answers to the requests before it come first.
      startHeadTimer(ctx);
      return;
    }
    closing = true;
    ctx.writeAndFlush(GatewayError.tooSlow("head of the request").toFullResponse())
        .addListener(ChannelFutureListener.CLOSE);
  }
}
