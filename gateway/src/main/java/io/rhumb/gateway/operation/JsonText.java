package io.rhumb.gateway.operation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;

/**
 * A text of a JSON document, and where it stands there.
 *
 * @param offset of its opening quote, in bytes
 * @param length of the literal with its quotes, in bytes
 * @param text what it means, its escapes resolved
 */
record JsonText(int offset, int length, String text) implements FoundText {

  /** The text of a literal, whose quotes are known to be where it begins and ends. */
  static JsonText of(ByteBuf json, int offset, int length, boolean escaped)
      throws UnreadableBodyException {
    String literal = json.toString(offset, length, StandardCharsets.UTF_8);
    return new JsonText(
        offset, length, escaped ? resolve(literal) : literal.substring(1, literal.length() - 1));
  }

  @Override
  public Buffer replaced(Buffer body, String other) {
    ByteBuf literal = Unpooled.copiedBuffer('"' + other + '"', StandardCharsets.UTF_8);
    return BufferInternal.buffer(Unpooled.wrappedBuffer(
        byteBuf(body.slice(0, offset)),
        literal,
        byteBuf(body.slice(offset + length, body.length()))));
  }

  private static ByteBuf byteBuf(Buffer buffer) {
    return ((BufferInternal) buffer).getByteBuf();
  }

  private static String resolve(String literal) throws UnreadableBodyException {
    try {
      return (String) Json.decodeValue(literal);
    } catch (DecodeException noEscape) {
      throw new UnreadableBodyException("body: an escape that is none (expected: JSON)");
    }
  }
}
