package io.rhumb.gateway.predict;

import io.vertx.core.buffer.Buffer;

/**
 * Knows whether a stream of server-sent events stands between two events: after an empty line (HTML, section 9.2.5). Only there can
 * an event be added that is read as one.
 */
final class EventEnd {

  /** The line before was ended, and this one too: {@code \n\n}, {@code \r\r} or {@code \r\n\r\n}. */
  private static final int LONGEST = 4;

  /** The last bytes that passed, the latest of them lowest. */
  private int last;

  /** That piece has passed. */
  void passed(Buffer piece) {
    for (int i = Math.max(0, piece.length() - LONGEST); i < piece.length(); i++) {
      last = last << 8 | (piece.getByte(i) & 0xff);
    }
  }

  /** Whether nothing of an event has come that has not ended. */
  boolean here() {
    int two = last & 0xffff;
    return two == 0x0a0a || two == 0x0d0d || last == 0x0d0a0d0a;
  }
}
