package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.page.PagePool;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class Http1GateTest {

  private static final String HEAD = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
  private static final String CHUNKED =
      "POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n";
  private static final int READ = 65_536;
  private static final int MANY = READ / HEAD.length();
  private static final int PIECE = 4096 / HEAD.length() + 1;

  private final Limits limits = new Limits(Bounds.of(1, 2 * READ));
  private final Server server = new Server();
  private final Http1Guard guard = new Http1Guard(limits, PagePool.none(), new HeadTimer());
  private final EmbeddedChannel channel = new EmbeddedChannel(
      new Http1Gate(guard, limits), new HttpRequestDecoder(4096, 8192, READ), guard, server);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void answeredAtOnce_allAreDecoded() {
    channel.writeInbound(bytes(HEAD.repeat(MANY)));

    assertThat(server.requests).isEqualTo(MANY);
    assertThat(limits.bufferedBytes()).isZero();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void firstIsNotAnswered_noMoreThanAPiece_isDecoded_andTheRestCounts() {
    server.thinks = true;

    channel.writeInbound(bytes(HEAD.repeat(MANY)));

    assertThat(server.requests).isBetween(1, PIECE);
    assertThat(limits.bufferedBytes()).isBetween(1L, (long) READ);
    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void wholeRequestWaits_whatComesBehindIt_isNotDecoded() {
    server.thinks = true;
    channel.writeInbound(bytes(HEAD));

    channel.writeInbound(bytes(HEAD));

    assertThat(server.requests).isEqualTo(1);
  }

  @Test
  void answered_theNextIsDecoded_andTheSocketReadAgain() {
    server.thinks = true;
    channel.writeInbound(bytes(HEAD));
    channel.writeInbound(bytes(HEAD));

    server.answer();
    channel.runPendingTasks();

    assertThat(server.requests).isEqualTo(2);
    assertThat(limits.bufferedBytes()).isZero();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void bodyOfAKnownLength_isNotCutUp() {
    String head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n";

    channel.writeInbound(bytes(head), bytes("x".repeat(60_000)));

    // The whole of it in one piece, and its end.
    assertThat(server.contents).isLessThanOrEqualTo(2);
    assertThat(server.bodyBytes).isEqualTo(60_000);
  }

  @Test
  void bodyThatIsPaused_staysBytes_andCounts_untilItIsWanted() {
    channel.config().setAutoRead(false);

    channel.writeInbound(bytes(CHUNKED), bytes("ea60\r\n" + "x".repeat(60_000)));

    assertThat(server.bodyBytes).isLessThanOrEqualTo(8192);
    assertThat(limits.bufferedBytes()).isBetween(1L, (long) READ);
    assertThat(channel.config().isAutoRead()).isFalse();

    channel.config().setAutoRead(true);
    channel.runPendingTasks();

    assertThat(server.bodyBytes).isEqualTo(60_000);
    assertThat(limits.bufferedBytes()).isZero();
    assertThat(channel.config().isAutoRead()).isTrue();
  }

  @Test
  void bodyThatIsPaused_sentAhead_isLeftToWhoeverPausedIt() {
    server.thinks = true;
    server.pausesBodies = true;
    channel.writeInbound(bytes(HEAD));
    channel.writeInbound(bytes(CHUNKED + "5\r\nhello\r\n"));

    server.answer();
    channel.runPendingTasks();

    assertThat(server.bodyBytes).isEqualTo(5);
    assertThat(limits.bufferedBytes()).isZero();
    assertThat(channel.config().isAutoRead()).isFalse();
  }

  @Test
  void headsBehindABody_areNoPartOfIt() {
    server.thinks = true;
    channel.writeInbound(bytes("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 6000\r\n\r\n"));

    channel.writeInbound(bytes("x".repeat(6000) + HEAD.repeat(MANY)));

    assertThat(server.bodyBytes).isEqualTo(6000);
    assertThat(server.requests).isEqualTo(1);
  }

  @Test
  void noRoom_theConnectionEnds_andGivesBackWhatItHeld() {
    server.thinks = true;
    ByteBuf many = bytes(HEAD.repeat(MANY));
    channel.writeInbound(many);

    channel.writeInbound(bytes("x".repeat(2 * READ)));

    assertThat(channel.isOpen()).isFalse();
    assertThat(many.refCnt()).isZero();
    assertThat(limits.bufferedBytes()).isZero();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  /** Answers each request once it is whole, unless it thinks about it. */
  private static final class Server extends ChannelInboundHandlerAdapter {

    private boolean thinks;
    private boolean pausesBodies;
    private int requests;
    private int contents;
    private int bodyBytes;
    private ChannelHandlerContext connection;

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
      connection = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      if (msg instanceof HttpRequest) {
        requests++;
      }
      if (msg instanceof HttpContent content && content.content().isReadable()) {
        contents++;
        bodyBytes += content.content().readableBytes();
        if (pausesBodies) {
          ctx.channel().config().setAutoRead(false);
        }
      }
      if (msg instanceof LastHttpContent && !thinks) {
        answer();
      }
      ReferenceCountUtil.release(msg);
    }

    void answer() {
      connection.write(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK));
    }
  }
}
