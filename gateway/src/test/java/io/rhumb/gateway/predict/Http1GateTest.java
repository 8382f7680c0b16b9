package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class Http1GateTest {

  private static final String HEAD = "GET / HTTP/1.1\r\nhost: x\r\n\r\n";
  private static final int MANY = 65_536 / HEAD.length();

  private final Reader reader = new Reader();
  private final Http1Guard guard = new Http1Guard(new Limits(Bounds.of(1, 1_000)), new HeadTimer());
  private final EmbeddedChannel channel = new EmbeddedChannel(
      new Http1Gate(guard), new HttpRequestDecoder(4096, 8192, 65_536), guard, reader);

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void nobodyIsBusy_allAreDecoded() {
    channel.writeInbound(bytes(HEAD.repeat(MANY)));

    assertThat(reader.heads).isEqualTo(MANY);
  }

  @Test
  void readerIsBusy_oneReadOfTheSocket_isOnePieceOfHeads() {
    reader.busy = true;

    channel.writeInbound(bytes(HEAD.repeat(MANY)));

    assertThat(reader.heads).isBetween(1, 4096 / HEAD.length() + 1);
  }

  @Test
  void readerIsFree_theRestIsDecoded_withoutAnotherRead() {
    reader.busy = true;
    channel.writeInbound(bytes(HEAD.repeat(MANY)));

    reader.busy = false;
    channel.config().setAutoRead(true);

    assertThat(reader.heads).isEqualTo(MANY);
  }

  @Test
  void readerIsFreeAndBusyAgain_onePieceMore() {
    reader.busy = true;
    channel.writeInbound(bytes(HEAD.repeat(MANY)));
    int before = reader.heads;

    channel.config().setAutoRead(true);

    assertThat(reader.heads - before).isBetween(1, 4096 / HEAD.length() + 1);
  }

  @Test
  void bodyOfAKnownLength_isNotCutUp() {
    String head = "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n";

    channel.writeInbound(bytes(head), bytes("x".repeat(60_000)));

    // The whole of it in one piece, and its end.
    assertThat(reader.contents).isLessThanOrEqualTo(2);
    assertThat(reader.bodyBytes).isEqualTo(60_000);
  }

  @Test
  void headsBehindABody_areNoPartOfIt() {
    reader.busy = true;
    channel.writeInbound(bytes("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 6000\r\n\r\n"));

    channel.config().setAutoRead(true);
    channel.writeInbound(bytes("x".repeat(6000) + HEAD.repeat(MANY)));

    assertThat(reader.heads).isLessThanOrEqualTo(1 + 4096 / HEAD.length() + 1);
    assertThat(reader.bodyBytes).isEqualTo(6000);
  }

  @Test
  void connectionEnds_whatIsKept_isReleased() {
    reader.busy = true;
    ByteBuf many = bytes(HEAD.repeat(MANY));
    channel.writeInbound(many);

    channel.close();

    assertThat(many.refCnt()).isZero();
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  /** Reads as Vert.x does: where it is busy, it wants no more once a read is complete. */
  private static final class Reader extends ChannelInboundHandlerAdapter {

    private boolean busy;
    private int heads;
    private int contents;
    private int bodyBytes;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
      if (msg instanceof HttpRequest) {
        heads++;
      }
      if (msg instanceof HttpContent content && content.content().isReadable()) {
        contents++;
        bodyBytes += content.content().readableBytes();
      }
      ReferenceCountUtil.release(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      if (busy) {
        ctx.channel().config().setAutoRead(false);
      }
    }
  }
}
