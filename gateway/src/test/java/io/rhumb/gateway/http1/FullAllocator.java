package io.rhumb.gateway.http1;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;

/** One that has no memory left. */
public final class FullAllocator extends AbstractByteBufAllocator {

  @Override
  protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
    throw new OutOfMemoryError("heap");
  }

  @Override
  protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
    throw new OutOfMemoryError("direct");
  }

  @Override
  public boolean isDirectBufferPooled() {
    return false;
  }
}
