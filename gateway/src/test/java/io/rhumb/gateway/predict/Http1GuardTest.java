package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.http1.FullAllocator;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.Overload;
import io.rhumb.gateway.page.PagePool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a connection of which an answer could not be written. */
final class Http1GuardTest {

  private final Limits limits = new Limits(Bounds.of(1, 1));

  /** A promise of which nobody hears is what Vert.x has for what nobody waits for. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pieceWithoutMemory_endsTheConnection(boolean heard) {
    EmbeddedChannel channel = failing(new EncoderException(new OutOfMemoryError("direct")));
    write(channel, heard);
    assertThat(channel.isOpen()).isFalse();
    assertThat(limits.refused(Overload.DIRECT_MEMORY)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pieceThatFailsOtherwise_does_andIsNotCounted(boolean heard) {
    EmbeddedChannel channel = failing(new IOException("broken"));
    write(channel, heard);
    assertThat(channel.isOpen()).isFalse();
    assertThat(limits.refused(Overload.DIRECT_MEMORY)).isZero();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void pieceThatIsWritten_leavesItOpen(boolean heard) {
    EmbeddedChannel channel =
        new EmbeddedChannel(new Http1Guard(limits, PagePool.none(), new HeadTimer()));
    write(channel, heard);
    channel.flush();
    assertThat(channel.isOpen()).isTrue();
    ReferenceCountUtil.release(channel.readOutbound());
    channel.close();
  }

  /** Netty's encoder would write the pieces of a chunk once more, and release them twice. */
  @Test
  void pieceThatFails_isWrittenOnce_whateverVertxWritesAtTheEnd() {
    List<Integer> referencesWhenWritten = new ArrayList<>();
    EmbeddedChannel channel = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
      @Override
      public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        referencesWhenWritten.add(ReferenceCountUtil.refCnt(msg));
        ReferenceCountUtil.release(msg);
        if (referencesWhenWritten.size() == 1) {
          promise.setSuccess();
        } else {
          promise.tryFailure(new IOException("broken"));
        }
      }
    });
    channel.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
    channel
        .pipeline()
        .addLast(
            new Http1Guard(limits, PagePool.none(), new HeadTimer()), new WritesBeforeItCloses());
    channel.pipeline().fireChannelRead(get());
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("transfer-encoding", "chunked");
    ChannelFuture unused = channel.write(head);
    ChannelFuture large =
        channel.write(new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[128 * 1024])));
    assertThat(large.cause()).hasMessage("broken");
    assertThat(channel.isOpen()).isFalse();
    // The head; and the number of bytes, they themselves and the line's end.
    assertThat(referencesWhenWritten).containsExactly(1, 1, 1, 1);
  }

  @Test
  void chunkForWhichThereIsNoMemory_isReleased_andEndsTheConnection() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast("httpEncoder", new HttpResponseEncoder());
    channel.pipeline().addLast(new Http1Guard(limits, PagePool.none(), new HeadTimer()));
    channel.pipeline().fireChannelRead(get());
    HttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
    head.headers().set("transfer-encoding", "chunked");
    channel.writeOutbound(head);
    channel.config().setAllocator(new FullAllocator());
    ByteBuf bytes = Unpooled.copiedBuffer("data: 1\n\n", StandardCharsets.UTF_8);
    ChannelFuture chunk = channel.write(new DefaultHttpContent(bytes));
    assertThat(chunk.cause()).isInstanceOf(OutOfMemoryError.class);
    assertThat(bytes.refCnt()).isZero();
    assertThat(channel.isOpen()).isFalse();
    assertThat(limits.refused(Overload.DIRECT_MEMORY)).isEqualTo(1);
    ReferenceCountUtil.release(channel.readOutbound());
  }

  private static HttpRequest get() {
    return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/");
  }

  private EmbeddedChannel failing(Throwable cause) {
    return new EmbeddedChannel(
        new ChannelOutboundHandlerAdapter() {
          @Override
          public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
            ReferenceCountUtil.release(msg);
            promise.tryFailure(cause);
          }
        },
        new Http1Guard(limits, PagePool.none(), new HeadTimer()));
  }

  private static void write(EmbeddedChannel channel, boolean heard) {
    DefaultHttpContent piece = new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[] {1}));
    ChannelPromise promise = heard ? channel.newPromise() : new VoidChannelPromise(channel, false);
    ChannelFuture unused = channel.pipeline().write(piece, promise);
  }

  /** As Vert.x does. */
  private static final class WritesBeforeItCloses extends ChannelOutboundHandlerAdapter {

    @Override
    public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
      ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> ctx.close(promise));
    }
  }
}
