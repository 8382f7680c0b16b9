package io.rhumb.gateway.operation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;

/**
 * A text field of the one message of a gRPC request, and where it stands in the body.
 *
 * @param number of the field
 * @param offset of its tag, in bytes
 * @param length with its tag, in bytes
 * @param text its value
 */
record MessageField(int number, int offset, int length, String text) implements FoundText {

  /** A flag, and the length of the message (gRPC over HTTP2, "Length-Prefixed-Message"). */
  static final int PREFIX = 5;

  private static final int MOST_VARINT = 5;

  @Override
  public Buffer replaced(Buffer body, String other) {
    ByteBuf bytes = ((BufferInternal) body).getByteBuf();
    int end = offset + length;
    ByteBuf field = field(other.getBytes(StandardCharsets.UTF_8));
    ByteBuf prefix = Unpooled.buffer(PREFIX)
        .writeByte(0)
        .writeInt(body.length() - PREFIX - length + field.readableBytes());
    return BufferInternal.buffer(Unpooled.wrappedBuffer(
        prefix,
        bytes.slice(bytes.readerIndex() + PREFIX, offset - PREFIX),
        field,
        bytes.slice(bytes.readerIndex() + end, body.length() - end)));
  }

  private ByteBuf field(byte[] value) {
    ByteBuf field = Unpooled.buffer(2 * MOST_VARINT + value.length);
    writeVarint(field, (number << 3) | MessageScanner.LENGTH_DELIMITED);
    writeVarint(field, value.length);
    return field.writeBytes(value);
  }

  private static void writeVarint(ByteBuf to, int value) {
    int left = value;
    while (left >>> 7 != 0) {
      to.writeByte((left & 0x7f) | 0x80);
      left >>>= 7;
    }
    to.writeByte(left);
  }
}
