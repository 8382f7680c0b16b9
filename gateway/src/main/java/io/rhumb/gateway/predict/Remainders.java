package io.rhumb.gateway.predict;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.ByteToMessageDecoder;

/**
 * How a decoder keeps what it could not decode yet, until more comes. Netty's own way appends to it all that an event loop reads in one turn, up to
 * 1 MiB, and drops what has been decoded only after that: what is left of a head or of a frame then lies in a buffer of that size for as long as
 * its client pleases. Here what has been decoded is dropped first, and the buffer holds no more than what is left and one read.
 */
final class Remainders {

  private Remainders() {}

  /** Has the decoder of a connection keep little. */
  static void keepSmall(ChannelPipeline pipeline) {
    ByteToMessageDecoder decoder = pipeline.get(ByteToMessageDecoder.class);
    if (decoder != null) {
      decoder.setCumulator(Remainders::join);
    }
  }

  private static ByteBuf join(ByteBufAllocator allocator, ByteBuf left, ByteBuf read) {
    // Where somebody holds on to a part of it, Netty takes another once this one is full.
    if (left.refCnt() == 1 && !left.isReadOnly()) {
      left.discardReadBytes();
    }
    return ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, left, read);
  }
}
