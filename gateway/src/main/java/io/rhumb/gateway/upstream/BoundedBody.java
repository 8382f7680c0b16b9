package io.rhumb.gateway.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.rhumb.gateway.limit.BufferShare;
import io.rhumb.gateway.page.PagedBodies;
import io.rhumb.gateway.page.Pages;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a bound, in the room that the gateway has for it. Large pieces stay as they came; small ones are copied together, once, so
 * that a body of a million pieces takes little more than its bytes. The {@linkplain Pages pages} that a long one is on are noted with its share.
 */
public final class BoundedBody {

  /** What became of a piece, or of what was announced. */
  public enum Fit {
    /** It has its place. */
    FITS,
    /** It has none: the body would be larger than its bound. */
    TOO_LARGE,
    /** It has none: the gateway holds too much already. */
    NO_ROOM
  }

  /** A piece of this many bytes stays as it came (a guess: the objects around it take some hundred). */
  private static final int LARGE = 4 * 1024;

  /**
   * Small pieces are copied into chunks of this many bytes, and of twice as many each time, up to {@link #LARGEST_CHUNK} (guesses). A full one
   * is not made larger, for which all of it would be copied.
   */
  private static final int FIRST_CHUNK = 512;

  private static final int LARGEST_CHUNK = 64 * 1024;

  private static final long UNKNOWN = -1;

  private final long most;
  private final BufferShare share;
  private @Nullable Buffer first;
  private @Nullable List<Buffer> more;
  private @Nullable Buffer chunk;
  private int chunkRoom;
  private int nextChunk = FIRST_CHUNK;
  private long announced = UNKNOWN;
  private long length;
  /** Absent where it is not long. */
  private @Nullable Pages pages;

  private boolean begunOnPages;

  /**
   * An empty body.
   *
   * @param most in bytes
   * @param share counts them; to be released by whoever made it
   */
  public BoundedBody(long most, BufferShare share) {
    this.most = most;
    this.share = share;
  }

  /**
   * Takes note of how long it is going to be, before any of it is there, and holds room for that. It may come shorter or longer all the same.
   *
   * @param contentLength as in the header; null if there is none
   */
  public Fit announce(@Nullable String contentLength) {
    long bytes = count(contentLength);
    if (bytes > most) {
      return Fit.TOO_LARGE;
    }
    announced = contentLength == null ? UNKNOWN : bytes;
    return share.cover(bytes) ? Fit.FITS : Fit.NO_ROOM;
  }

  private static long count(@Nullable String contentLength) {
    try {
      return contentLength == null ? 0 : Long.parseLong(contentLength);
    } catch (NumberFormatException notANumber) {
      // The HTTP decoders have refused everything but digits;
      // what is left is a length beyond counting.
      return Long.MAX_VALUE;
    }
  }

  /** Adds a piece, which must not change afterwards, if it fits. */
  public Fit append(Buffer piece) {
    if (length + piece.length() > most) {
      return Fit.TOO_LARGE;
    }
    if (!share.cover(length + piece.length())) {
      return Fit.NO_ROOM;
    }
    if (!isOnPage(piece)) {
      add(piece);
    }
    length += piece.length();
    return Fit.FITS;
  }

  /** Where it stays, however small. */
  private boolean isOnPage(Buffer piece) {
    if (!mayBeOnPages()) {
      return false;
    }
    ByteBuf bytes = byteBuf(piece);
    if (pages().continues(bytes)) {
      return true;
    }
    ByteBuf begun = pages().begins(bytes);
    if (begun == null) {
      return false;
    }
    if (!begunOnPages) {
      begunOnPages = true;
      moveToPages();
    }
    keep(BufferInternal.buffer(begun));
    return true;
  }

  /** What came before the first piece that is on a page: of a body that is partly on the heap, all is copied when it is written. */
  private void moveToPages() {
    List<ByteBuf> copies = pages().copy(byteBuf(bytes()));
    if (!copies.isEmpty()) {
      first = null;
      more = null;
      copies.forEach(copy -> keep(BufferInternal.buffer(copy)));
    }
  }

  /** Whether it may turn out to be so long that it is on pages, as far as was {@linkplain #announce announced}. */
  public boolean mayBeLong() {
    return announced == UNKNOWN || announced > PagedBodies.SHORT_BYTES;
  }

  private boolean mayBeOnPages() {
    return announced > PagedBodies.SHORT_BYTES || length >= PagedBodies.SHORT_BYTES;
  }

  private Pages pages() {
    if (pages == null) {
      pages = new Pages();
      share.on(pages);
    }
    return pages;
  }

  private void add(Buffer piece) {
    if (first == null || piece.length() >= LARGE) {
      keep(piece);
    } else {
      copy(piece, more());
    }
  }

  private void keep(Buffer piece) {
    if (first == null) {
      first = piece;
    } else {
      more().add(piece);
      chunk = null;
      nextChunk = FIRST_CHUNK;
    }
  }

  private List<Buffer> more() {
    if (more == null) {
      more = new ArrayList<>();
    }
    return more;
  }

  private void copy(Buffer piece, List<Buffer> to) {
    if (chunk == null || chunkRoom < piece.length()) {
      chunkRoom = Math.max(piece.length(), nextChunk);
      nextChunk = Math.min(2 * nextChunk, LARGEST_CHUNK);
      chunk = Buffer.buffer(chunkRoom);
      to.add(chunk);
    }
    chunk.appendBuffer(piece);
    chunkRoom -= piece.length();
  }

  /** How many bytes there are so far. */
  public long length() {
    return length;
  }

  /** All pieces so far. */
  public Buffer bytes() {
    if (first == null) {
      return Buffer.buffer();
    }
    if (more == null) {
      return first;
    }
    ByteBuf[] pieces = new ByteBuf[1 + more.size()];
    pieces[0] = byteBuf(first);
    for (int i = 1; i < pieces.length; i++) {
      pieces[i] = byteBuf(more.get(i - 1));
    }
    return BufferInternal.buffer(Unpooled.wrappedBuffer(pieces));
  }

  private static ByteBuf byteBuf(Buffer piece) {
    return ((BufferInternal) piece).getByteBuf();
  }
}
