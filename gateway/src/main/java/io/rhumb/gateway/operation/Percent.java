package io.rhumb.gateway.operation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Percent-encoding (RFC 3986, section 2.1). Decoded text is compared, and never passed on. */
public final class Percent {

  private static final int ESCAPE = 3;

  private Percent() {}

  /** The text behind the escapes, read as UTF-8; what is no escape stays as it is. */
  public static String decode(String text) {
    if (text.indexOf('%') < 0) {
      return text;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    int plain = 0;
    for (int at = text.indexOf('%'); at >= 0; at = text.indexOf('%', plain)) {
      int octet = octet(text, at);
      int next = octet < 0 ? at + 1 : at;
      bytes.writeBytes(text.substring(plain, next).getBytes(StandardCharsets.UTF_8));
      plain = next;
      if (octet >= 0) {
        bytes.write(octet);
        plain += ESCAPE;
      }
    }
    bytes.writeBytes(text.substring(plain).getBytes(StandardCharsets.UTF_8));
    return bytes.toString(StandardCharsets.UTF_8);
  }

  /** The octet that is escaped there, or negative if it is no escape. */
  static int octet(String text, int at) {
    if (at + ESCAPE > text.length()) {
      return -1;
    }
    int high = digit(text.charAt(at + 1));
    int low = digit(text.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /** Not {@code Character.digit}, which takes the digits of other scripts too. */
  private static int digit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}
