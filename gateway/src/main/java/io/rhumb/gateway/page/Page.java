package io.rhumb.gateway.page;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * Direct memory for a part of one body at a time. Nobody counts who reads it: whatever is read from it keeps it alive, and once nobody can reach
 * it any more its memory is freed, as that of any object. Lives on one event loop while it is in use.
 */
final class Page extends UnpooledDirectByteBuf {

  /** A guess: what is read from a socket at once is no more. */
  static final int BYTES = 64 * 1024;

  /** Unpooled, since Vert.x copies what comes from a pool; without a search for leaks, since a page may be dropped. */
  private static final UnpooledByteBufAllocator MEMORY = new UnpooledByteBufAllocator(true, true);

  private static final Cleaner CLEANER = Cleaner.create();

  private final PagePool pool;
  private final Cleaner.Cleanable memory;
  private int used;
  private boolean claimed;
  private boolean idle;

  private Page(PagePool pool, ByteBuf memory, Runnable freed) {
    super(MEMORY, memory.nioBuffer(0, BYTES), BYTES);
    this.pool = pool;
    this.memory = CLEANER.register(this, () -> {
      memory.release();
      freed.run();
    });
  }

  /**
   * A page of which nothing is used.
   *
   * @param freed runs once its memory is given back to the system, on whichever thread
   * @throws OutOfMemoryError if there is no direct memory for it
   */
  static Page create(PagePool pool, Runnable freed) {
    return new Page(pool, MEMORY.directBuffer(BYTES, BYTES), freed);
  }

  /** The page that something is read from; null if that is anything else. */
  static @Nullable Page under(ByteBuf piece) {
    for (ByteBuf layer = piece; layer != null; layer = layer.unwrap()) {
      if (layer instanceof Page page) {
        return page;
      }
    }
    return null;
  }

  /** Leaves its pool. */
  Page reuse() {
    idle = false;
    return this;
  }

  /** Another of its pool, of which nothing is used; null if there is none. */
  @Nullable
  Page another() {
    return pool.take();
  }

  boolean isFull() {
    return used == BYTES;
  }

  /** Whether so many of its bytes are all that are used so far. */
  boolean hasJust(int bytes) {
    return used == bytes;
  }

  /** Whether nobody else has claimed it as that on which a body is, since it was recycled. */
  boolean claim() {
    boolean first = !claimed;
    claimed = true;
    return first;
  }

  /**
   * Copies as many bytes as fit.
   *
   * @param from loses them
   * @return what was copied, until the page is {@linkplain #recycle recycled}; it need not be released, and cannot be
   */
  ByteBuf append(ByteBuf from) {
    int length = Math.min(from.readableBytes(), BYTES - used);
    setBytes(used, from, from.readerIndex(), length);
    from.skipBytes(length);
    ByteBuf piece = Unpooled.unreleasableBuffer(slice(used, length));
    used += length;
    return piece;
  }

  /** Goes back to its pool. Nobody may read any more what was on it. */
  void recycle() {
    if (idle) {
      throw new IllegalStateException(
          "page: recycled twice (expected: once each time that it is used)");
    }
    idle = true;
    used = 0;
    claimed = false;
    assert overwritten();
    pool.give(this);
  }

  /** Where assertions are checked, whoever reads it all the same is to read what nobody wrote. */
  private boolean overwritten() {
    for (int i = 0; i < BYTES; i++) {
      setByte(i, '#');
    }
    return true;
  }

  /** Gives its memory back to the system. */
  void free() {
    memory.clean();
  }
}
