package io.rhumb.gateway.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Reads of one turn of an event loop, which end in the middle of a message. */
final class RemaindersTest {

  private static final int READ = 64 << 10;
  private static final int READS = 16;
  private static final int MESSAGE = 31_000;

  @Test
  void messagesThatAreCopied_leaveNoMoreThanTheRest() {
    Messages decoder = new Messages(false);
    EmbeddedChannel channel = readOneTurn(decoder);

    assertThat(decoder.kept().capacity()).isLessThanOrEqualTo(2 * READ);
    assertThat(decoder.kept().readableBytes()).isEqualTo(READS * READ % MESSAGE);
    channel.finishAndReleaseAll();
  }

  @Test
  void messagesThatSomebodyHoldsOnTo_leaveNoMoreThanTheRest_andAreNotTouched() {
    Messages decoder = new Messages(true);
    EmbeddedChannel channel = readOneTurn(decoder);

    assertThat(decoder.kept().capacity()).isLessThanOrEqualTo(2 * READ);
    for (int i = 0; i < READS * READ / MESSAGE; i++) {
      ByteBuf message = channel.readInbound();
      assertThat(message.getInt(0)).as("where it began").isEqualTo(i * MESSAGE);
      message.release();
    }
    channel.finishAndReleaseAll();
  }

  private static EmbeddedChannel readOneTurn(Messages decoder) {
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    Remainders.keepSmall(channel.pipeline());
    for (int i = 0; i < READS; i++) {
      ByteBuf read = channel.alloc().directBuffer(READ);
      for (int at = i * READ; read.isWritable(4); at += 4) {
        read.writeInt(at);
      }
      channel.pipeline().fireChannelRead(read);
    }
    channel.pipeline().fireChannelReadComplete();
    return channel;
  }

  private static final class Messages extends ByteToMessageDecoder {

    private final boolean retains;

    Messages(boolean retains) {
      this.retains = retains;
    }

    ByteBuf kept() {
      return internalBuffer();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
      if (in.readableBytes() < MESSAGE) {
        return;
      }
      if (retains) {
        out.add(in.readRetainedSlice(MESSAGE));
      } else {
        out.add(in.readBytes(MESSAGE));
      }
    }
  }
}
