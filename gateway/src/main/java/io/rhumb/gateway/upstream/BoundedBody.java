package io.rhumb.gateway.upstream;

import io.rhumb.gateway.limit.BufferShare;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a bound, in the room that the gateway has for it. A body of one piece, as most are, is not copied. */
public final class BoundedBody {

  /** What became of a piece. */
  public enum Fit {
    /** It was added. */
    FITS,
    /** It was not: the body would be larger than its bound. */
    TOO_LARGE,
    /** It was not: the gateway holds too much already. */
    NO_ROOM
  }

  private final long most;
  private final BufferShare share;
  private @Nullable Buffer first;
  private @Nullable Buffer joined;
  private long length;

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
        joined = Buffer.buffer(first.length() + 2 * piece.length()).appendBuffer(first);
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
