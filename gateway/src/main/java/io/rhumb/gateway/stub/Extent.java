package io.rhumb.gateway.stub;

import org.jspecify.annotations.Nullable;

/**
 * How much of a body comes before something goes wrong: a number of events, a number of bytes or, where neither is
 * given, half of it.
 *
 * @param events so many events of a stream, or null. Of an answer in one piece it means half, or with zero nothing.
 * @param bytes so many bytes of the body, or null; less if it is shorter
 */
public record Extent(@Nullable Integer events, @Nullable Integer bytes) {

  /** Half of the bytes, or of a stream's events, and at least one of these. */
  public static final Extent HALF = new Extent(null, null);

  /** Refuses negative figures, and two at once. */
  public Extent {
    if (events != null && events < 0) {
      throw new InvalidFaultException("fault.events", events, "an integer, zero or more");
    }
    if (bytes != null && bytes < 0) {
      throw new InvalidFaultException("fault.bytes", bytes, "an integer, zero or more");
    }
    if (events != null && bytes != null) {
      throw new InvalidFaultException("fault.bytes", bytes, "either events or bytes");
    }
  }

  /** So many events of a stream. */
  public static Extent events(int events) {
    return new Extent(events, null);
  }

  /** So many bytes of the body. */
  public static Extent bytes(int bytes) {
    return new Extent(null, bytes);
  }

  /** How many bytes of a whole that comes in one piece; never all of them. */
  int ofWhole(int length) {
    if (bytes != null) {
      return Math.max(0, Math.min(bytes, length - 1));
    }
    return events != null && events == 0 ? 0 : length / 2;
  }

  /** How many events of a stream. */
  int ofEvents(int size) {
    if (bytes != null) {
      return size;
    }
    return events == null ? Math.max(1, size / 2) : Math.min(events, size);
  }

  /** How many bytes of a stream. */
  long ofStream() {
    return bytes == null ? Long.MAX_VALUE : bytes;
  }
}
