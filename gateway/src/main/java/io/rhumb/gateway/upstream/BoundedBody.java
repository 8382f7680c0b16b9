package io.rhumb.gateway.upstream;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a bound. A body of one piece, as most are, is not copied. */
public final class BoundedBody {

  private final long most;
  private @Nullable Buffer first;
  private @Nullable Buffer joined;
  private long length;

  /**
   * An empty body.
   *
   * @param most in bytes
   */
  public BoundedBody(long most) {
    this.most = most;
  }

  /**
   * Adds a piece, which must not change afterwards.
   *
   * @return false, and nothing is added, if the body would be larger than its bound
   */
  public boolean append(Buffer piece) {
    if (length + piece.length() > most) {
      return false;
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
    return true;
  }

  /** All pieces so far. */
  public Buffer bytes() {
    if (joined != null) {
      return joined;
    }
    return first == null ? Buffer.buffer() : first;
  }
}
