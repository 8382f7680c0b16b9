package io.rhumb.gateway.grpc;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Steps through the fields of a small message. Ends where something cannot be read, as if the message ended there: what comes of it is
 * advice, and no more.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>
 */
final class ProtoFields {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 10;

  private final byte[] bytes;
  private final int end;
  private int at;
  private boolean broken;
  private long tag;
  private long number;
  private int from;

  private ProtoFields(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  static ProtoFields of(byte[] message) {
    return new ProtoFields(message, 0, message.length);
  }

  /** Goes to the next field, if there is one. */
  boolean next() {
    if (at >= end) {
      return false;
    }
    tag = varint();
    number = 0;
    from = at;
    switch ((int) tag & 7) {
      case VARINT -> number = varint();
      case FIXED64 -> skip(Long.BYTES);
      case FIXED32 -> skip(Integer.BYTES);
      case LENGTH_DELIMITED -> {
        long length = varint();
        from = at;
        skip(length);
      }
      default -> broken = true;
    }
    if (broken) {
      at = end;
    }
    return !broken;
  }

  /** Whether this field has that number. */
  boolean is(int wanted) {
    return tag >>> 3 == wanted;
  }

  /** The value of this field, a number; 0 if it is none. */
  long number() {
    return number;
  }

  /** The value of this field, a message; null if it is none. */
  @Nullable
  ProtoFields message() {
    return delimited() ? new ProtoFields(bytes, from, at) : null;
  }

  /** The value of this field, a text; empty if it is none. */
  String text() {
    return delimited() ? new String(bytes, from, at - from, StandardCharsets.UTF_8) : "";
  }

  private boolean delimited() {
    return (tag & 7) == LENGTH_DELIMITED;
  }

  private void skip(long length) {
    broken |= length < 0 || length > end - at;
    at = broken ? end : at + (int) length;
  }

  private long varint() {
    long value = 0;
    for (int i = 0; i < LONGEST_VARINT && at < end; i++) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    broken = true;
    return 0;
  }
}
