package io.rhumb.gateway.grpc;

import java.nio.charset.StandardCharsets;

/** The words of a {@code grpc-message}: UTF-8, of which all that is not visible ASCII, and the percent sign, is written as %XX. */
public final class GrpcText {

  private static final String HEX = "0123456789ABCDEF";

  private GrpcText() {}

  /** As it stands on the wire. */
  public static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      if (octet >= ' ' && octet < 0x7f && octet != '%') {
        encoded.append((char) octet);
      } else {
        encoded.append('%').append(HEX.charAt(octet >> 4 & 0xf)).append(HEX.charAt(octet & 0xf));
      }
    }
    return encoded.toString();
  }
}
