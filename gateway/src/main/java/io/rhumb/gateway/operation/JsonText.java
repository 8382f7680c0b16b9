package io.rhumb.gateway.operation;

import io.netty.buffer.ByteBuf;
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
record JsonText(int offset, int length, String text) {

  /** The text of a literal, whose quotes are known to be where it begins and ends. */
  static JsonText of(ByteBuf json, int offset, int length, boolean escaped)
      throws UnreadableBodyException {
    String literal = json.toString(offset, length, StandardCharsets.UTF_8);
    return new JsonText(
        offset, length, escaped ? resolve(literal) : literal.substring(1, literal.length() - 1));
  }

  private static String resolve(String literal) throws UnreadableBodyException {
    try {
      return (String) Json.decodeValue(literal);
    } catch (DecodeException noEscape) {
      throw new UnreadableBodyException("body: an escape that is none (expected: JSON)");
    }
  }
}
