package io.rhumb.gateway.upstream;

import io.rhumb.gateway.limit.BufferShare;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body up to a bound, in the room that the gateway has for it. A body of one piece, as most are, is not copied; one whose
 * length was announced, once.
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

  /** Larger bodies are allocated as they come. */
  private static final int MOST_AT_ONCE = 1 << 30;

  private final long most;
  private final BufferShare share;
  private @Nullable Buffer first;
  private @Nullable Buffer joined;
  private long length;
  private int announced;

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
   * Takes note of how long it is going to be, before any of it is there, and holds room for that. As much is allocated at once when it
   * turns out to have a second piece; it may come shorter all the same.
   *
   * @param contentLength as in the header; null if there is none
   */
  public Fit announce(@Nullable String contentLength) {
    long bytes = count(contentLength);
    if (bytes > most) {
      return Fit.TOO_LARGE;
    }
    if (!share.cover(bytes)) {
      return Fit.NO_ROOM;
    }
    announced = (int) Math.min(bytes, MOST_AT_ONCE);
    return Fit.FITS;
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
    length += piece.length();
    if (first == null) {
      first = piece;
    } else {
      if (joined == null) {
        int size = Math.max(announced, first.length() + 2 * piece.length());
        joined = Buffer.buffer(size).appendBuffer(first);
      }
      joined.appendBuffer(piece);
    }
    return Fit.FITS;
  }

  /** All pieces so far. */
  public Buffer bytes() {
    if (joined != null) {
      return joined;
    }
    return first == null ? Buffer.buffer() : first;
  }
}
