package io.rhumb.gateway.operation;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text at a key of a JSON object, at its top level, in one pass over the bytes and without a tree.
 *
 * <p>Strict where leniency could be used to say one thing here and another to the target. The key must be there once: of two, parsers take
 * the first or the last as they please. It counts with escapes in it as well. What surrounds it must look like JSON to the end: comments,
 * single quotes and a byte order mark, which some parsers take, are refused. That numbers and literals below are well formed is not
 * checked, for the target does.
 */
final class JsonScanner {

  /** What numbers have, and the letters of true, false and null. */
  private static final boolean[] SCALAR = table("+-.0123456789Eaeflnrstu");

  /** What stands between texts and brackets. A table, since some bodies are numbers for the most part. */
  private static final boolean[] OUTSIDE = table("+-.0123456789Eaeflnrstu \t\r\n,:");

  private static final ByteProcessor BETWEEN = value -> OUTSIDE[value & 0xff];

  private static final ByteProcessor IN_TEXT =
      value -> value != '"' && value != '\\' && (value < 0 || value >= ' ');

  private final ByteBuf json;
  private final String key;
  private int at;
  private boolean escaped;
  private @Nullable JsonText found;

  private JsonScanner(ByteBuf json, String key) {
    this.json = json;
    this.key = key;
  }

  /**
   * Finds a text.
   *
   * @return null if the object has no such key
   * @throws UnreadableBodyException if this is no object, has the key twice, or something else than a text there
   */
  static @Nullable JsonText find(ByteBuf json, String key) throws UnreadableBodyException {
    JsonScanner scanner = new JsonScanner(json, key);
    scanner.object();
    return scanner.found;
  }

  private void object() throws UnreadableBodyException {
    expect('{');
    if (next() == '}') {
      at++;
    } else {
      member();
      while (next() == ',') {
        at++;
        member();
      }
      expect('}');
    }
    skipSpace();
    if (at < json.writerIndex()) {
      throw notJson();
    }
  }

  private void member() throws UnreadableBodyException {
    boolean sought = isKey(text());
    expect(':');
    boolean isText = next() == '"';
    int from = at;
    value();
    if (sought) {
      if (found != null) {
        throw new UnreadableBodyException("body: " + key + " twice (expected: once)");
      }
      if (!isText) {
        throw new UnreadableBodyException("body: " + key + " is no text (expected: a text)");
      }
      found = JsonText.of(json, from, at - from, escaped);
    }
  }

  /** Whether the literal from there to here is the key. */
  private boolean isKey(int from) throws UnreadableBodyException {
    int length = at - from;
    // Nearly every other key is told apart by its length.
    return (escaped || length == key.length() + 2)
        && JsonText.of(json, from, length, escaped).text().equals(key);
  }

  private void value() throws UnreadableBodyException {
    switch (next()) {
      case '"' -> text();
      case '{', '[' -> nested();
      default -> scalar();
    }
  }

  private void scalar() throws UnreadableBodyException {
    int from = at;
    while (at < json.writerIndex() && SCALAR[json.getUnsignedByte(at)]) {
      at++;
    }
    if (at == from) {
      throw notJson();
    }
  }

  private void nested() throws UnreadableBodyException {
    int depth = 0;
    do {
      at = json.forEachByte(at, json.writerIndex() - at, BETWEEN);
      if (at < 0) {
        throw notJson();
      }
      switch (json.getByte(at)) {
        case '"' -> text();
        case '{', '[' -> depth += pass();
        case '}', ']' -> depth -= pass();
        default -> throw notJson();
      }
    } while (depth > 0);
  }

  private int pass() {
    at++;
    return 1;
  }

  /** Passes a text. Sets {@link #escaped}, and gives back where it began. */
  private int text() throws UnreadableBodyException {
    expect('"');
    int from = at - 1;
    escaped = false;
    for (; ; ) {
      at = json.forEachByte(at, json.writerIndex() - at, IN_TEXT);
      if (at < 0) {
        throw notJson();
      }
      byte end = json.getByte(at++);
      if (end == '"') {
        return from;
      }
      if (end != '\\' || at == json.writerIndex()) {
        throw notJson();
      }
      // What is escaped is no end. The digits of \\u are like any text.
      escaped = true;
      at++;
    }
  }

  private void expect(char c) throws UnreadableBodyException {
    if (next() != c) {
      throw notJson();
    }
    at++;
  }

  /** The byte behind white space; negative at the end. */
  private int next() {
    skipSpace();
    return at < json.writerIndex() ? json.getUnsignedByte(at) : -1;
  }

  private void skipSpace() {
    while (at < json.writerIndex() && isSpace(json.getByte(at))) {
      at++;
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static UnreadableBodyException notJson() {
    return new UnreadableBodyException("body: not a JSON object (expected: one, in UTF-8)");
  }

  private static boolean[] table(String characters) {
    boolean[] table = new boolean[256];
    for (byte b : characters.getBytes(StandardCharsets.US_ASCII)) {
      table[b] = true;
    }
    return table;
  }
}
