package io.rhumb.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** HTTP/2, frame by frame (RFC 9113), for what a client library would not send. */
final class Http2Frames {

  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int CONTINUATION = 9;

  private final Buffer bytes = Buffer.buffer();

  private Http2Frames() {}

  /** The preface and empty settings. */
  static Http2Frames connection() {
    Http2Frames frames = new Http2Frames();
    frames.bytes.appendString("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    return frames.settings();
  }

  static Http2Frames more() {
    return new Http2Frames();
  }

  Http2Frames settings() {
    return frame(SETTINGS, 0, 0, Buffer.buffer());
  }

  Http2Frames setting(int id, long value) {
    return frame(SETTINGS, 0, 0, Buffer.buffer().appendUnsignedShort(id).appendUnsignedInt(value));
  }

  Http2Frames ping() {
    return frame(PING, 0, 0, Buffer.buffer(new byte[8]));
  }

  Http2Frames reset(int stream) {
    return frame(RST_STREAM, 0, stream, Buffer.buffer().appendInt(8));
  }

  Http2Frames window(int stream, int more) {
    return frame(WINDOW_UPDATE, 0, stream, Buffer.buffer().appendInt(more));
  }

  Http2Frames data(int stream, String text) {
    return frame(DATA, 0, stream, Buffer.buffer(text));
  }

  Http2Frames lastData(int stream, String text) {
    return frame(DATA, END_STREAM, stream, Buffer.buffer(text));
  }

  /** The head of a POST /predict, with further fields. */
  Http2Frames predict(int stream, int flags, String... fields) {
    // RFC 7541, appendix A: 3 is POST, 6 is http; 4 and 1 are the names of the path and the
    // authority.
    Buffer block = Buffer.buffer().appendByte((byte) 0x83).appendByte((byte) 0x86);
    literal(block.appendByte((byte) 4), "/predict");
    literal(block.appendByte((byte) 1), "x");
    for (int i = 0; i < fields.length; i += 2) {
      literal(block.appendByte((byte) 0), fields[i]);
      literal(block, fields[i + 1]);
    }
    return frame(HEADERS, flags, stream, block);
  }

  /** A HEAD, whole. */
  Http2Frames head(int stream, String path) {
    Buffer block = Buffer.buffer();
    literal(block.appendByte((byte) 2), "HEAD");
    literal(block.appendByte((byte) 0x86).appendByte((byte) 4), path);
    literal(block.appendByte((byte) 1), "x");
    return frame(HEADERS, END_HEADERS | END_STREAM, stream, block);
  }

  Http2Frames continuation(int stream, String name, String value) {
    Buffer block = Buffer.buffer().appendByte((byte) 0);
    literal(block, name);
    literal(block, value);
    return frame(CONTINUATION, 0, stream, block);
  }

  Http2Frames emptyContinuation(int stream) {
    return frame(CONTINUATION, 0, stream, Buffer.buffer());
  }

  Buffer bytes() {
    return bytes;
  }

  /** The error code of the GOAWAY among the frames of a server; -1 if there is none. */
  static long goAway(String heard) {
    Buffer frames = Buffer.buffer(heard.getBytes(StandardCharsets.ISO_8859_1));
    int at = 0;
    while (at + 9 <= frames.length()) {
      int length = frames.getMedium(at);
      if (frames.getByte(at + 3) == GOAWAY) {
        return frames.getUnsignedInt(at + 13);
      }
      at += 9 + length;
    }
    return -1;
  }

  /** What a server has sent on a stream: {@code HEADERS}, {@code DATA END_STREAM} or {@code RST_STREAM 0}. */
  static List<String> of(String heard, int stream) {
    Buffer frames = Buffer.buffer(heard.getBytes(StandardCharsets.ISO_8859_1));
    List<String> seen = new ArrayList<>();
    int at = 0;
    while (at + 9 <= frames.length() && at + 9 + frames.getMedium(at) <= frames.length()) {
      if (frames.getInt(at + 5) == stream) {
        String end = (frames.getByte(at + 4) & END_STREAM) != 0 ? " END_STREAM" : "";
        switch (frames.getByte(at + 3)) {
          case DATA -> seen.add("DATA" + end);
          case HEADERS -> seen.add("HEADERS" + end);
          case RST_STREAM -> seen.add("RST_STREAM " + frames.getUnsignedInt(at + 9));
          default -> {}
        }
      }
      at += 9 + frames.getMedium(at);
    }
    return seen;
  }

  /** How many streams a server has reset. */
  static int resets(String heard) {
    return count(heard, RST_STREAM);
  }

  /** How many pings a server has answered, or sent. */
  static int pongs(String heard) {
    return count(heard, PING);
  }

  private static int count(String heard, int type) {
    Buffer frames = Buffer.buffer(heard.getBytes(StandardCharsets.ISO_8859_1));
    int count = 0;
    for (int at = 0; at + 9 <= frames.length(); at += 9 + frames.getMedium(at)) {
      count += frames.getByte(at + 3) == type ? 1 : 0;
    }
    return count;
  }

  private Http2Frames frame(int type, int flags, int stream, Buffer payload) {
    bytes
        .appendMedium(payload.length())
        .appendByte((byte) type)
        .appendByte((byte) flags)
        .appendInt(stream)
        .appendBuffer(payload);
    return this;
  }

  /** A string of at most 126 bytes, as it is (RFC 7541, section 5.2). */
  private static void literal(Buffer block, String text) {
    block.appendByte((byte) text.length()).appendString(text, "ISO-8859-1");
  }
}
