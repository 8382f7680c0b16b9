package io.rhumb.gateway.operation;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds a text field of the one message of a gRPC request, stepping over all others by their lengths. What is not certain is refused:
 * had the field stood there twice, the target's parser could take the other one.
 *
 * @see <a href="https://protobuf.dev/programming-guides/encoding/">Protocol Buffers, Encoding</a>
 */
final class MessageScanner {

  static final int LENGTH_DELIMITED = 2;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int FIXED32 = 5;
  /** Of a tag or a length, and of a value, in bytes: what is longer is cut off by some parsers and refused by others. */
  private static final int SHORT = 5;

  private static final int LONG = 10;

  private final ByteBuf body;
  private final int wanted;
  private final int end;
  private int at;

  private MessageScanner(ByteBuf body, int wanted) {
    this.body = body;
    this.wanted = wanted;
    this.end = body.writerIndex();
    this.at = body.readerIndex();
  }

  /**
   * Finds a field.
   *
   * @param body as it came
   * @param number of the field
   * @return null if the message does not have it
   */
  static @Nullable MessageField find(ByteBuf body, int number) throws UnreadableBodyException {
    return new MessageScanner(body, number).find();
  }

  private @Nullable MessageField find() throws UnreadableBodyException {
    int begin = at;
    skipPrefix();
    MessageField found = null;
    while (at < end) {
      int tagAt = at;
      long tag = varint(SHORT);
      if (tag >>> 3 == 0 || tag >>> 32 != 0) {
        throw unreadable("a field without a number");
      }
      boolean here = tag == (((long) wanted << 3) | LENGTH_DELIMITED);
      int valueAt = skipValue((int) tag & 7);
      if (here) {
        if (found != null) {
          throw unreadable("field " + wanted + " twice");
        }
        String text = body.toString(valueAt, at - valueAt, StandardCharsets.UTF_8);
        found = new MessageField(wanted, tagAt - begin, at - tagAt, text);
      }
    }
    return found;
  }

  private void skipPrefix() throws UnreadableBodyException {
    if (end - at < MessageField.PREFIX) {
      throw unreadable("no message");
    }
    if (body.getByte(at) != 0) {
      throw unreadable("a compressed message");
    }
    long length = body.getUnsignedInt(at + 1);
    at += MessageField.PREFIX;
    if (length != end - at) {
      throw unreadable("more or less than a message");
    }
  }

  /** Steps over a value; answers where its content begins. */
  private int skipValue(int type) throws UnreadableBodyException {
    switch (type) {
      case VARINT -> varint(LONG);
      case FIXED64 -> skip(Long.BYTES);
      case FIXED32 -> skip(Integer.BYTES);
      case LENGTH_DELIMITED -> {
        long length = varint(SHORT);
        int valueAt = at;
        skip(length);
        return valueAt;
      }
      // Groups, which have been out of use since before gRPC.
      default -> throw unreadable("a field of type " + type);
    }
    return at;
  }

  private void skip(long bytes) throws UnreadableBodyException {
    if (bytes < 0 || bytes > end - at) {
      throw unreadable("a field without an end");
    }
    at += (int) bytes;
  }

  private long varint(int most) throws UnreadableBodyException {
    long value = 0;
    for (int shift = 0; shift < 7 * most; shift += 7) {
      if (at == end) {
        throw unreadable("a field without an end");
      }
      byte next = body.getByte(at++);
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw unreadable("a number without an end");
  }

  private static UnreadableBodyException unreadable(String what) {
    return new UnreadableBodyException(
        "body: " + what + " (expected: one uncompressed message of gRPC)");
  }
}
