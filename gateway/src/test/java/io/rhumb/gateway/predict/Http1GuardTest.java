package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.rhumb.gateway.limit.Bounds;
import io.rhumb.gateway.limit.Limits;
import io.rhumb.gateway.limit.Overload;
import java.io.IOException;
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
    EmbeddedChannel channel = new EmbeddedChannel(new Http1Guard(limits, new HeadTimer()));
    write(channel, heard);
    channel.flush();
    assertThat(channel.isOpen()).isTrue();
    ReferenceCountUtil.release(channel.readOutbound());
    channel.close();
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
        new Http1Guard(limits, new HeadTimer()));
  }

  private static void write(EmbeddedChannel channel, boolean heard) {
    DefaultHttpContent piece = new DefaultHttpContent(Unpooled.wrappedBuffer(new byte[] {1}));
    ChannelPromise promise = heard ? channel.newPromise() : new VoidChannelPromise(channel, false);
    ChannelFuture unused = channel.pipeline().write(piece, promise);
  }
}
